// Mouse and fingers on the drawing: what they point at, select, drag and open.
(() => {
  const { network, container } = Canvas;

  // What is at a point of the container: a node, by itself or by its label, else a line.
  const hit = (spot) => {
    const node = network.getNodeAt(spot) ?? Overlay.labelAt(network.DOMtoCanvas(spot)) ?? null;
    const id = node === null ? network.getEdgeAt(spot) : undefined;
    const edge = Number.isInteger(id) ? Data.edges[id] : null;
    return { node, edge: edge && { edge, ends: [edge.source, edge.target] } };
  };

  const choose = ({ node, edge }) => {
    if (Scene.now().by.get(node)?.group) State.unpack(node);
    else if (node !== null) State.select(node);
    else if (edge) State.selectEdge(edge.edge.id);
    else State.select(Data.page.focus || null);
  };

  let frame = 0;
  let spot = null;
  const look = () => {
    frame = 0;
    const { node, edge } = spot ? hit(spot) : { node: null, edge: null };
    Overlay.point(node, edge);
  };
  const follow = (event) => {
    if (event.buttons) return;
    const { left, top } = container.getBoundingClientRect();
    spot = event.type === "mousemove" ? { x: event.clientX - left, y: event.clientY - top } : null;
    frame ||= requestAnimationFrame(look);
  };

  container.addEventListener("mousemove", follow);
  container.addEventListener("mouseleave", follow);
  network.on("click", ({ pointer }) => choose(hit(pointer.DOM)));
  network.on("doubleClick", ({ pointer }) => {
    const { node } = hit(pointer.DOM);
    if (node in Data.page.nodes && State.hiddenNeighbours(node)) State.unfold(node);
  });
  network.on("dragStart", () => Overlay.point(null, null));
  network.on("dragEnd", ({ nodes }) => {
    for (const [key, place] of Object.entries(network.getPositions(nodes))) Positions.move(key, place);
    network.unselectAll();
    Overlay.renew();
  });
})();
