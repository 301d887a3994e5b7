// What the reader has chosen as the fragment of an address, and back:
// #node=…&edge=…&figure=…&target=…&path=…&open=…&in=…&view=…&layout=…&lang=…&hide=…
const Address = (() => {
  const list = (text) => (text ?? "").split(",").filter(Boolean);
  const among = (values, value, otherwise) => (values.includes(value) ? value : otherwise);

  // choices: what may be chosen, as {nodes, figures, targets, hideable,
  // groups}, sets of keys; {edges}, how
  // many; {tabs, layouts}, lists of names. What is not among them is as if it had not been said.
  const parse = (text, choices, start) => {
    const params = new URLSearchParams(text);
    const nodeOf = (key) => (choices.nodes.has(key) ? key : null);
    const [from, to] = list(params.get("path")).map(nodeOf);
    const edge = /^\d+$/.test(params.get("edge")) ? Number(params.get("edge")) : choices.edges;
    const [figure, target, node] = [params.get("figure"), params.get("target"), nodeOf(params.get("node"))];
    const state = {
      language: among(["zh", "en"], params.get("lang"), start.language),
      edge: edge < choices.edges ? edge : null,
      figure: choices.figures.has(figure) ? figure : null,
      target: choices.targets.has(target) ? target : null,
      path: from ? { from, to: to ?? null } : null,
      opened: list(params.get("open")).filter(nodeOf),
      unpacked: list(params.get("in")).filter((key) => choices.groups.has(key)),
      tab: among(choices.tabs, params.get("view"), start.tab),
      layout: among(choices.layouts, params.get("layout"), start.layout),
      hidden: new Set(list(params.get("hide")).filter((key) => choices.hideable.has(key))),
    };
    const other = state.edge !== null || state.figure || state.target;
    return { ...state, node: other ? null : node ?? start.node };
  };

  const print = (state, start) => {
    const parts = [
      ["node", state.node !== start.node && state.node], ["edge", state.edge],
      ["figure", state.figure], ["target", state.target], ["path", state.path && [state.path.from, state.path.to].filter(Boolean).join(",")],
      ["open", state.opened.join(",")], ["in", state.unpacked.join(",")],
      ["view", state.tab !== start.tab && state.tab], ["layout", state.layout !== start.layout && state.layout],
      ["lang", state.language !== start.language && state.language], ["hide", [...state.hidden].sort().join(",")],
    ];
    return parts.filter(([, value]) => value || value === 0)
      .map(([key, value]) => `${key}=${encodeURI(value).replaceAll("&", "%26").replaceAll("+", "%2B")}`).join("&");
  };
  return { parse, print };
})();
