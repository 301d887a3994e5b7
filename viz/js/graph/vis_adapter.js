// vis-network behind names of ours: the only script that touches the library.
const VisAdapter = (() => {
  const documented = (network) => ({
    on: (name, action) => network.on(name, action),
    resize: () => network.setSize("100%", "100%"),
    moveTo: (view) => network.moveTo(view),
    getScale: () => network.getScale(),
    getPosition: (id) => network.getPosition(id),
    getPositions: (ids) => network.getPositions(ids),
    getNodeAt: (spot) => network.getNodeAt(spot),
    getEdgeAt: (spot) => network.getEdgeAt(spot),
    canvasToDOM: (point) => network.canvasToDOM(point),
    DOMtoCanvas: (spot) => network.DOMtoCanvas(spot),
    unselectAll: () => network.unselectAll(),
  });

  // What has no public way: these members are those of the one version that the page is made with.
  const undocumented = (network) => ({
    // To hide an item costs vis-network more than to draw all of them, when asked for by its data
    // set; so the flag is set where the drawing reads it.
    hide: (kind, id, hidden) => { network.body[kind][id].options.hidden = hidden; },
    renewHidden: () => network.body.emitter.emit("_dataUpdated"),
    redraw: () => network.body.emitter.emit("_requestRedraw"),
    // While one drags the view, lines are not drawn; so too while it moves by itself.
    withoutLines: (moving) => { network.renderer.dragging = moving; },
    place: (id) => network.body.nodes[id],
    // Where a line bends: a point beside its middle, or none.
    via: (id) => network.body.edges[id]?.edgeType?.getViaNode?.(),
  });

  const create = (container, options) => {
    const data = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
    const network = new vis.Network(container, {}, options);
    return {
      ...documented(network), ...undocumented(network),
      attach: () => network.setData(data),
      remove: (kind, ids) => data[kind].remove(ids),
      update: (kind, items) => data[kind].update(items),
    };
  };
  return { create };
})();
