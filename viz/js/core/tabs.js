// The pictures of the page: which one is shown; each is built when it is first looked at.
(() => {
  const tab = (name) => document.getElementById(`tab-${name}`);
  // A page without progress has no such tab.
  const NAMES = ["graph", "tree", "timeline", "figures", "progress", "table"].filter(tab);
  const builders = { tree: Tree, timeline: Timeline, figures: Figures, progress: Progress, table: Table };
  const view = (name) => document.getElementById(`view-${name}`);
  tab("tree").hidden = !Tree.any;
  const offered = NAMES.filter((name) => !tab(name).hidden);
  let stale = new Set(NAMES);

  const show = (name) => {
    for (const one of NAMES) {
      const chosen = one === name;
      view(one).hidden = !chosen;
      tab(one).setAttribute("aria-selected", String(chosen));
      tab(one).tabIndex = chosen ? 0 : -1;
    }
    document.body.dataset.view = name;
    if (name === "graph") Drawing.wake();
    else if (stale.has(name)) builders[name].build();
    stale.delete(name);
  };

  const step = (event) => {
    const move = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!move) return;
    const at = offered.indexOf(State.state.tab);
    const next = Number.isFinite(move) ? (at + move + offered.length) % offered.length : move > 0 ? offered.length - 1 : 0;
    State.show(offered[next]);
    tab(offered[next]).focus();
    event.preventDefault();
  };

  for (const name of offered) tab(name).addEventListener("click", () => State.show(name));
  document.getElementById("tabs").addEventListener("keydown", step);

  State.onChange((state, changed) => {
    if (["language", "hidden", "opened"].some((key) => changed.has(key))) stale = new Set(NAMES);
    const { tab: name } = state;
    if (changed.has("tab") || (stale.has(name) && name !== "graph")) show(offered.includes(name) ? name : "graph");
  });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    stale = new Set(NAMES);
    if (State.state.tab !== "graph") show(State.state.tab);
  });
  addEventListener("beforeprint", () => { if (State.state.tab === "graph") { Table.build(); view("table").hidden = false; } });
  addEventListener("afterprint", () => { if (State.state.tab === "graph") view("table").hidden = true; });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { stale = new Set(NAMES); show(State.state.tab); });
})();
