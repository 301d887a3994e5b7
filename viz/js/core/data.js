// What the page was built from, and how things are called in either language.
const Data = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const page = read("page-data");
  const network = read("network-data");
  const styles = new Map(page.styles.map((style) => [style.name, style]));

  // An edge is known by its number, which is also its id in the drawing.
  const edges = page.edges.map((edge, id) => ({
    ...edge, id, source: network.edges[id].from, target: network.edges[id].to,
    sentences: edge.sentences ?? [],
  }));
  const around = new Map(Object.keys(page.nodes).map((key) => [key, []]));
  for (const edge of edges) {
    around.get(edge.source).push(edge);
    if (edge.target !== edge.source) around.get(edge.target).push(edge);
  }

  const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  // What counts has a form for a single thing, where the language tells it from several.
  const form = (text, { count } = {}) => (typeof text === "string" ? text : text[count === 1 ? "one" : "other"]);
  const word = (language, key, values) => fill(form(page.words[language][key] ?? key, values), values);

  // A name in the language asked for; where it is missing, the other one, marked as such.
  const choose = (pair, language) => {
    const [first, second] = language === "zh" ? pair : [...pair].reverse();
    return first || (second ? `${second} (${word(language, "fallback")})` : "");
  };
  const short = (key) => key.replace(/^opn:/, "");
  const name = (key, language) => {
    const pair = page.nodes[key]?.name ?? page.names[key];
    return (pair && choose(pair, language)) || short(key);
  };
  const iri = (key) => {
    const [prefix, ...local] = key.split(":");
    return prefix in page.prefixes ? page.prefixes[prefix] + local.join(":") : key;
  };
  const other = (edge, key) => (edge.source === key ? edge.target : edge.source);

  return { page, network, styles, edges, around, word, choose, short, name, iri, other };
})();

// Elements, made without any HTML text: strings only ever become text nodes.
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return element;
};
