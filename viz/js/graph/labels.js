// Labels of one size on the screen at every zoom. The important ones are placed first; one that
// would cover another label or a node is shortened, and left out where that is not enough.
const Labels = (() => {
  const MOST = 3;
  const ALL = 12;
  const CELL = 96;
  const measured = new Map();
  const font = (ground, weight = 400) => `${weight} ${LineBreaking.type().size}px ${ground.font}`;

  const measure = (context, ground, text, most, keepEnd = false) => {
    const key = `${most} ${keepEnd} ${text}`;
    if (!measured.has(key)) {
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.font = font(ground, 600);
      measured.set(key, LineBreaking.wrap(context, text, most, LineBreaking.widest(), keepEnd));
      context.restore();
    }
    return measured.get(key);
  };

  // Boxes in cells, so that asking what is near one costs little.
  const shelf = () => {
    const cells = new Map();
    const each = (box, action) => {
      for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
        for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) {
          if (action(`${x},${y}`)) return true;
        }
      }
      return false;
    };
    const put = (key, box) => {
      if (cells.has(key)) cells.get(key).push(box);
      else cells.set(key, [box]);
    };
    const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return {
      add: (box) => each(box, (key) => { put(key, box); }),
      hits: (box) => each(box, (key) => (cells.get(key) ?? []).some(
        (other) => other.owner !== box.owner && meets(box, other))),
    };
  };

  const boxAt = (item, size, side) => {
    const height = size.lines.length * LineBreaking.type().line;
    const [dx, dy] = {
      below: [0, item.radius + 3 + height / 2], above: [0, -item.radius - 3 - height / 2],
      right: [item.radius + 5 + size.width / 2, 0], left: [-item.radius - 5 - size.width / 2, 0],
    }[side];
    const [x, y] = [item.x + dx, item.y + dy];
    return {
      owner: item.key, item, lines: size.lines, x, y, side, left: x - size.width / 2 - 2, right: x + size.width / 2 + 2,
      top: y - height / 2, bottom: y + height / 2,
    };
  };

  const mostsOf = (item) => {
    if (item.must) return [ALL];
    return item.loose ? [MOST] : [MOST, 2, 1];
  };

  // Names that would look the same when cut at the end, as the lines that they would have.
  const alike = (context, ground, items) => {
    const counts = new Map();
    for (const item of items) {
      for (const most of mostsOf(item)) {
        const { whole, lines } = measure(context, ground, item.text, most);
        if (!whole) counts.set(lines.join(), (counts.get(lines.join()) ?? 0) + 1);
      }
    }
    return new Set([...counts].filter(([, count]) => count > 1).map(([lines]) => lines));
  };

  // The ways in which a label may stand, the best first: whole, then with fewer and fewer lines.
  const ways = (context, ground, item, twins = new Set()) => {
    const sizes = mostsOf(item).map((most) => {
      const size = measure(context, ground, item.text, most);
      return twins.has(size.lines.join()) ? measure(context, ground, item.text, most, true) : size;
    });
    const different = sizes.filter((size, at) => !at || size.lines.length < sizes[at - 1].lines.length);
    return different.flatMap((size) => item.sides.map((side) => boxAt(item, size, side)));
  };

  // items: {key, text, x, y, radius, must, hub, loose, sides} in screen units, the important ones first;
  // blocked: boxes that no label may cover.
  const layOut = (context, ground, items, blocked) => {
    const [nodes, labels] = [shelf(), shelf()];
    for (const box of blocked) labels.add(box);
    for (const { key, x, y, radius } of items) {
      nodes.add({ owner: key, left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
    }
    const named = items.filter(({ text }) => text);
    const twins = alike(context, ground, named);
    return named.flatMap((item) => {
      const boxes = ways(context, ground, item, twins);
      const free = boxes.find((box) => !labels.hits(box) && !nodes.hits(box))
        ?? (item.must || item.hub ? boxes.find((box) => !labels.hits(box)) : undefined)
        ?? (item.must ? boxes[0] : undefined);
      if (free) labels.add(free);
      return free ? [free] : [];
    });
  };

  // Where the text of a label begins or ends, and how it is aligned there.
  const aligned = ({ side, left, right, x }) => ({
    left: ["right", right - x - 2], right: ["left", left - x + 2],
  }[side] ?? ["center", 0]);

  // A name stands on a plate that hides the lines under it, a loose one lets them shine through.
  // A halo of strokes around the letters would cost four times as much to draw.
  const write = (context, ground, label) => {
    const { item, left, top, right, bottom, x, y, lines } = label;
    const [align, shift] = aligned(label);
    context.font = font(ground, item.must ? 600 : 400);
    context.textBaseline = "middle";
    context.textAlign = align;
    context.fillStyle = ground.paper;
    context.globalAlpha = item.loose && !item.must ? 0.72 : 1;
    context.fillRect(left, top, right - left, bottom - top);
    context.globalAlpha = 1;
    context.fillStyle = item.quiet ? ground.quiet : ground.ink;
    lines.forEach((line, index) => {
      const down = y + (index - (lines.length - 1) / 2) * LineBreaking.type().line;
      context.fillText(line, x + shift, down);
    });
  };

  const HEAD = { weight: 600, size: 13, line: 16 };
  // A heading in as many lines as it needs in the room that it has: a box with its lines.
  const heading = (context, ground, { text, x, y, limit }) => {
    context.font = `${HEAD.weight} ${HEAD.size}px ${ground.font}`;
    const { lines, width } = LineBreaking.wrap(context, text, 4, limit);
    return { lines, x, left: x - width / 2 - 5, right: x + width / 2 + 5, top: y - HEAD.line * lines.length, bottom: y + 10 };
  };
  const writeHeading = (context, ground, { lines, x, left, top, right, bottom }) => {
    context.font = `${HEAD.weight} ${HEAD.size}px ${ground.font}`;
    context.textBaseline = "middle";
    context.textAlign = "center";
    context.fillStyle = ground.paper;
    context.globalAlpha = 0.72;
    context.fillRect(left, top, right - left, bottom - top);
    context.globalAlpha = 1;
    context.fillStyle = ground.quiet;
    lines.forEach((line, index) => context.fillText(line, x, bottom - 10 + (index - lines.length + 1) * HEAD.line));
  };

  return { layOut, aligned, write, heading, writeHeading, ways, forget: () => { measured.clear(); LineBreaking.forget(); } };
})();
