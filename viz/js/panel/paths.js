// The shortest way from one node to another, over what the legend shows.
const Paths = (() => {
  // Breadth first, but of equally short ways the one past the least connected nodes: a way
  // by China or by a chapter-wide topic says little.
  const find = (from, to) => {
    const best = new Map([[from, { steps: 0, crowd: 0, edge: null }]]);
    let ring = [from];
    while (ring.length && !best.has(to)) {
      const next = new Set();
      for (const key of ring) {
        const here = best.get(key);
        for (const edge of Data.around.get(key)) {
          const other = Data.other(edge, key);
          const crowd = here.crowd + Data.around.get(other).length;
          const entry = best.get(other);
          if (!State.showsEdge(edge) || (entry && entry.steps <= here.steps)) continue;
          if (!entry || crowd < entry.crowd) best.set(other, { steps: here.steps + 1, crowd, edge });
          next.add(other);
        }
      }
      ring = [...next].sort();
    }
    if (!best.has(to)) return null;
    const edges = [];
    for (let key = to; key !== from; key = Data.other(edges[0], key)) edges.unshift(best.get(key).edge);
    return edges;
  };

  const chosen = () => {
    const { path } = State.state;
    return path?.to ? find(path.from, path.to) : null;
  };
  return { chosen };
})();
