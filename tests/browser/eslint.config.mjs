// The page's scripts are one strict script when they are shipped, and are linted as one; so
// whatever name they do not define must be the browser's or vis-network's.
const browser = [
  "addEventListener", "cancelAnimationFrame", "clearTimeout", "document", "getComputedStyle", "history", "innerWidth", "location",
  "matchMedia", "performance", "requestAnimationFrame", "setTimeout", "Blob", "CSS", "Path2D", "ResizeObserver", "URL",
  "URLSearchParams", "XMLSerializer",
];

const rules = [
  "array-callback-return", "constructor-super", "eqeqeq", "for-direction", "getter-return", "no-array-constructor", "no-async-promise-executor",
  "no-case-declarations", "no-class-assign", "no-compare-neg-zero", "no-cond-assign", "no-console", "no-const-assign",
  "no-constant-binary-expression", "no-constant-condition", "no-control-regex", "no-debugger", "no-delete-var", "no-dupe-args",
  "no-dupe-else-if", "no-dupe-keys", "no-duplicate-case", "no-else-return", "no-empty", "no-empty-character-class", "no-empty-pattern",
  "no-eval", "no-ex-assign", "no-extra-boolean-cast", "no-fallthrough", "no-func-assign", "no-global-assign", "no-implied-eval",
  "no-inner-declarations", "no-invalid-regexp", "no-irregular-whitespace", "no-lonely-if", "no-loop-func", "no-loss-of-precision",
  "no-misleading-character-class", "no-new-func", "no-new-wrappers", "no-obj-calls", "no-param-reassign", "no-promise-executor-return",
  "no-prototype-builtins", "no-redeclare", "no-regex-spaces", "no-return-assign", "no-self-assign", "no-self-compare", "no-setter-return",
  "no-shadow", "no-shadow-restricted-names", "no-sparse-arrays", "no-template-curly-in-string", "no-this-before-super", "no-throw-literal",
  "no-undef", "no-unexpected-multiline", "no-unmodified-loop-condition", "no-unneeded-ternary", "no-unreachable", "no-unsafe-finally",
  "no-unsafe-negation", "no-unsafe-optional-chaining", "no-unused-expressions", "no-unused-vars", "no-useless-assignment",
  "no-useless-backreference", "no-useless-catch", "no-useless-escape", "no-useless-return", "no-var", "no-with", "object-shorthand",
  "prefer-arrow-callback", "prefer-const", "prefer-template", "require-yield", "use-isnan", "valid-typeof",
];

export default [{
  languageOptions: {
    ecmaVersion: 2022,
    sourceType: "script",
    globals: Object.fromEntries([...browser, "vis"].map((name) => [name, "readonly"])),
  },
  rules: { ...Object.fromEntries(rules.map((name) => [name, "error"])), "no-return-assign": ["error", "except-parens"], "max-lines-per-function": ["error", 30] },
}];
