// What the reader has chosen as the fragment of an address, and back:
// #node=…&edge=…&figure=…&target=…&path=…&open=…&in=…&view=…&layout=…&lang=…&hide=…
const Address = (() => {
  const list = (text) => (text ?? "").split(",").filter(Boolean);
  const among = (values, value, otherwise) => (values.includes(value) ? value : otherwise);

  // known: what may be chosen, as {nodes, figures, targets, hideable,
  // groups}, sets of keys; {edges}, how
  // many; {tabs, layouts}, lists of names. What is not known is as if it had not been said.
  const parse = (text, known, start) => {
    const said = new URLSearchParams(text);
    const nodeOf = (key) => (known.nodes.has(key) ? key : null);
    const [from, to] = list(said.get("path")).map(nodeOf);
    const edge = /^\d+$/.test(said.get("edge")) ? Number(said.get("edge")) : known.edges;
    const [figure, target, node] = [said.get("figure"), said.get("target"), nodeOf(said.get("node"))];
    const found = {
      language: among(["zh", "en"], said.get("lang"), start.language),
      edge: edge < known.edges ? edge : null,
      figure: known.figures.has(figure) ? figure : null,
      target: known.targets.has(target) ? target : null,
      path: from ? { from, to: to ?? null } : null,
      opened: list(said.get("open")).filter(nodeOf),
      unpacked: list(said.get("in")).filter((key) => known.groups.has(key)),
      tab: among(known.tabs, said.get("view"), start.tab),
      layout: among(known.layouts, said.get("layout"), start.layout),
      hidden: new Set(list(said.get("hide")).filter((key) => known.hideable.has(key))),
    };
    const other = found.edge !== null || found.figure || found.target;
    return { ...found, node: other ? null : node ?? start.node };
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
