// What part of the drawing one sees.
const Camera = (() => {
  const { network, container } = Canvas;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const motion = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });
  const NEAREST = 1.2;

  // Among many nodes lines go while the view moves, as they do while one drags it.
  const move = (to) => {
    network.withoutLines(Boolean(to.animation) && Scene.now().many);
    network.moveTo(to);
  };
  const rest = () => {
    network.withoutLines(false);
    Canvas.redraw();
    Overlay.renew();
  };

  // Leave room at the sides for the labels of the outermost nodes.
  const fit = (animation = motion()) => {
    const { order, headings, many } = Scene.now();
    const points = [...order.map(({ id }) => Canvas.place(id)), ...headings];
    if (!order.length || !container.clientWidth) return;
    const [xs, ys] = ["x", "y"].map((axis) => points.map((place) => place[axis]));
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const [width, height] = [container.clientWidth, container.clientHeight];
    const margin = many || Scene.grouped() ? 44 : Math.min(LineBreaking.widest() + 26, width / 4);
    // Room for the labels of the lowest nodes.
    const below = many ? 34 : 58;
    const scaleFor = (above) => Math.min((width - 2 * margin) / (right - left + 1), (height - above - below) / (bottom - top + 1), NEAREST);
    const above = headings.length ? Overlay.rise(scaleFor(100)) + 12 : below;
    const scale = scaleFor(above);
    const y = (top + bottom) / 2 - (above - below) / 2 / scale;
    move({ position: { x: (left + right) / 2, y }, scale, animation });
  };

  const zoom = (factor) => move({ scale: network.getScale() * factor, animation: motion() });
  const goTo = (key) => {
    const id = Scene.standsFor(key);
    if (!container.clientWidth || !Canvas.place(id)) return;
    move({ position: network.getPosition(id), scale: Math.max(network.getScale(), 0.8), animation: motion() });
  };
  network.on("animationFinished", rest);
  return { fit, zoom, goTo };
})();
