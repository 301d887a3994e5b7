// Where nodes stand: in the layout that was chosen, what was unfolded around its origin, and
// what the reader has moved where it was moved to.
const Positions = (() => {
  const spare = new Set(Data.page.spare);
  const keys = Data.network.nodes.map((node) => node.id).filter((key) => !spare.has(key));
  const layouts = new Map(Data.page.layouts.map(({ name, points, headings }) => [name, {
    points: new Map(points.map(([x, y], index) => [keys[index], { x, y }])),
    headings: headings.map(([key, x, y]) => ({ key, x, y })),
  }]));
  const [WIDE, HIGH, STEP] = [118, 38, 62];
  let moved = new Map();

  const current = () => layouts.get(State.state.layout) ?? layouts.values().next().value;

  // The first free spot around a point, going outwards from the middle of the drawing.
  const spot = (centre, positions) => {
    const outward = centre.x || centre.y ? Math.atan2(centre.y, centre.x) : 0;
    for (let radius = 130; radius < 1400; radius += STEP) {
      const turns = Math.max(6, Math.floor((Math.PI * radius) / 55));
      for (let turn = 0; turn <= turns; turn += 1) {
        for (const side of turn === 0 || turn === turns ? [1] : [1, -1]) {
          const angle = outward + (side * turn * Math.PI) / turns;
          const place = { x: Math.round(centre.x + radius * Math.cos(angle)), y: Math.round(centre.y + radius * Math.sin(angle)) };
          if (positions.every((one) => Math.abs(one.x - place.x) >= WIDE || Math.abs(one.y - place.y) >= HIGH)) return place;
        }
      }
    }
    return { ...centre };
  };

  const all = () => {
    const points = new Map(current().points);
    const positions = [...points.values()];
    for (const key of State.state.opened) {
      if (!points.has(key)) continue;
      const near = [...new Set(Data.around.get(key).map((edge) => Data.other(edge, key)))];
      for (const other of near.filter((one) => !points.has(one))) {
        const place = spot(points.get(key), positions);
        points.set(other, place);
        positions.push(place);
      }
    }
    for (const [key, place] of moved) if (points.has(key)) points.set(key, place);
    return points;
  };

  return {
    all, headings: () => current().headings,
    move: (key, place) => moved.set(key, place),
    moved: (key) => moved.get(key),
    forget: () => { moved = new Map(); },
  };
})();
