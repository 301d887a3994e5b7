// The graph tab: the drawing below, the overlay above it, and what changes them.
const Drawing = (() => {
  const { network, container } = Canvas;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  // What each of them asks for when it changes: another scene, or only other lights.
  const SCENE = ["hidden", "opened", "layout", "unpacked"];
  const LIGHTS = ["node", "edge", "figure", "path", "language"];

  // While the canvas takes a new scene, the overlay still has the names of the old one.
  let busy = true;
  const refresh = () => {
    busy = true;
    Canvas.show(Scene.build());
    busy = false;
    Canvas.redraw();
    Overlay.relight();
  };

  let unfolded = 0;
  const follow = (state, changed) => {
    if (!container.dataset.drawn || state.tab !== "graph") return;
    const has = (names) => names.some((name) => changed.has(name));
    if (changed.has("language")) { Labels.forget(); Canvas.readGround(); }
    if (changed.has("layout")) Positions.forget();
    if (has(SCENE)) refresh();
    else if (has(LIGHTS)) Overlay.relight();
    const more = state.opened.length !== unfolded;
    unfolded = state.opened.length;
    if (changed.has("layout")) Camera.fit(false);
    else if (changed.has("unpacked") || more) Camera.fit();
  };

  // After another tab has been shown: take what changed meanwhile.
  const wake = () => {
    network.resize();
    if (container.dataset.drawn) refresh();
  };

  const repaint = () => {
    Canvas.readGround();
    Labels.forget();
    refresh();
  };

  const start = () => {
    Canvas.readGround();
    Canvas.show(Scene.build());
    Canvas.attach();
    busy = false;
    container.dataset.drawn = "true";
    unfolded = State.state.opened.length;
    Overlay.relight();
    Camera.fit(false);
    const { node } = State.state;
    if (node && node !== Data.page.focus && State.showsNode(node)) Camera.goTo(node);
  };

  network.on("afterDrawing", () => { if (!busy) Overlay.draw(); });
  dark.addEventListener("change", repaint);
  new ResizeObserver(() => container.clientWidth && container.dataset.drawn && Overlay.redraw()).observe(container);
  State.onChange(follow);
  for (const [id, action] of [["zoom-in", () => Camera.zoom(1.4)], ["zoom-out", () => Camera.zoom(1 / 1.4)], ["fit", () => Camera.fit()]]) {
    document.getElementById(id).addEventListener("click", action);
  }
  return { start, refresh, wake, network, container, goTo: Camera.goTo, fit: Camera.fit, labels: () => Overlay.placed().labels };
})();
