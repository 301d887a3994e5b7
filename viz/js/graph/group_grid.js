// Where groups stand: a column for each chapter, a row for each class; an open group takes the
// room that its members need.
const GroupGrid = (() => {
  const [WIDE, HIGH, ROOM] = [230, 124, 40];
  const GOLDEN = 2.399963229728653; // Vogel's spiral: the golden angle from member to member

  const radius = (count) => Math.ceil(ROOM * Math.sqrt(count)) + ROOM;
  const disc = (count) => Array.from({ length: count }, (_, at) => {
    const [far, turn] = [ROOM * Math.sqrt(at), at * GOLDEN];
    return { x: Math.round(far * Math.cos(turn)), y: Math.round(far * Math.sin(turn)) };
  });

  // The middle of each row or column, one after the other, each as wide as it needs.
  const middles = (names, roomOf) => {
    let at = 0;
    return new Map(names.map((name) => {
      const room = roomOf(name);
      at += room;
      return [name, at - room / 2];
    }));
  };

  // groups: from the key of a group to its members, in the order of their weight; open: keys.
  const place = (groups, open) => {
    const cells = [...groups].filter(([, all]) => all.length).map(([key, all]) => ({ key, all, ...Groups.parts(key) }));
    const needs = (field, least) => (name) => Math.max(least, ...cells
      .filter((cell) => cell[field] === name && open.has(cell.key)).map((cell) => 2 * radius(cell.all.length)));
    const used = (names, field) => names.filter((name) => cells.some((cell) => cell[field] === name));
    const xs = middles(used(Groups.chapters, "chapter"), needs("chapter", WIDE));
    const ys = middles(used(Groups.classes, "drawn"), needs("drawn", HIGH));
    const points = new Map();
    for (const { key, all, chapter, drawn } of cells) {
      const centre = { x: Math.round(xs.get(chapter)), y: Math.round(ys.get(drawn)) };
      points.set(key, centre);
      if (!open.has(key)) continue;
      disc(all.length).forEach(({ x, y }, at) => points.set(all[at], { x: centre.x + x, y: centre.y + y }));
    }
    return { points, headings: [...xs].map(([key, x]) => ({ key, x: Math.round(x), y: -30 })) };
  };
  return { place, WIDE };
})();
