// Labels of one size on the screen at every zoom. The important ones are placed first, and
// one that would cover another label or a node is left out until there is room.
const Labels = (() => {
  const LATIN = { size: 11.5, line: 12.5 };
  const CHINESE = { size: 12, line: 14 };
  const MOST = 3;
  const widest = () => (innerWidth < 500 ? 62 : 112);
  const CELL = 96;
  const measured = new Map();

  const type = () => (State.state.language === "zh" ? CHINESE : LATIN);
  const font = (ground, weight = 400) => `${weight} ${type().size}px ${ground.font}`;

  // Break at spaces and between Chinese characters, but never after an opening mark.
  const PIECE = /\s+|[“‘《（]*(?:[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef“‘《（]+\s*|$)/g;
  const pieces = (text) => (text.match(PIECE) ?? []).filter(Boolean);

  // Widths are summed up from those of words and characters, each measured once.
  const widths = new Map();
  const widthOf = (context, piece) => {
    const key = `${context.font} ${piece}`;
    if (!widths.has(key)) widths.set(key, context.measureText(piece).width);
    return widths.get(key);
  };

  // The pieces of a text, each with its width with and without the space after it.
  const cut = (context, text) => pieces(text).map((piece) => ({
    piece, full: widthOf(context, piece), bare: widthOf(context, piece.trimEnd()),
    closes: /^[，。、；：？！”’）》]/.test(piece),
  }));

  const broken = (parts, limit) => {
    const lines = [];
    let wide = Infinity;
    for (const { piece, full, bare, closes } of parts) {
      if (!lines.length || (!closes && wide + bare > limit)) { lines.push(piece); wide = full; }
      else { lines[lines.length - 1] += piece; wide += full; }
    }
    return lines.map((line) => line.trim());
  };

  // As many lines as the text needs, and these as even as can be.
  const balanced = (context, text) => {
    const parts = cut(context, text);
    const most = broken(parts, widest());
    const even = parts.reduce((sum, { full }) => sum + full, 0) / most.length;
    for (let limit = even; limit < widest(); limit += 4) {
      const lines = broken(parts, limit);
      if (lines.length <= most.length) return lines;
    }
    return most;
  };

  // Of a long name the middle is left out: titles differ most at their end.
  const wrap = (context, text) => {
    const all = balanced(context, text);
    const lines = all.length > MOST ? [`${all[0]}…`, ...all.slice(1 - MOST)] : all;
    return { lines, width: Math.max(...lines.map((line) => context.measureText(line).width)) };
  };

  const measure = (context, ground, text) => {
    if (!measured.has(text)) {
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.font = font(ground, 600);
      measured.set(text, wrap(context, text));
      context.restore();
    }
    return measured.get(text);
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
    const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return {
      add: (box) => each(box, (key) => { cells.set(key, [...(cells.get(key) ?? []), box]); }),
      hits: (box) => each(box, (key) => (cells.get(key) ?? []).some(
        (other) => other.owner !== box.owner && meets(box, other))),
    };
  };

  const boxAt = (item, size, side) => {
    const height = size.lines.length * type().line;
    const [dx, dy] = {
      below: [0, item.radius + 3 + height / 2], above: [0, -item.radius - 3 - height / 2],
      right: [item.radius + 5 + size.width / 2, 0], left: [-item.radius - 5 - size.width / 2, 0],
    }[side];
    const [x, y] = [item.x + dx, item.y + dy];
    return {
      owner: item.key, x, y, side, left: x - size.width / 2 - 2, right: x + size.width / 2 + 2,
      top: y - height / 2 + 2, bottom: y + height / 2 - 2,
    };
  };

  // items: {key, text, x, y, radius, must, hub, loose, sides} in screen units, the important ones first;
  // blocked: boxes that no label may cover.
  const layOut = (context, ground, items, blocked) => {
    const nodes = shelf();
    const labels = shelf();
    for (const box of blocked) labels.add(box);
    for (const { key, x, y, radius } of items) {
      nodes.add({ owner: key, left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
    }
    const placed = [];
    for (const item of items) {
      if (!item.text) continue;
      const size = measure(context, ground, item.text);
      const boxes = item.sides.map((side) => boxAt(item, size, side));
      const free = boxes.find((box) => !labels.hits(box) && !nodes.hits(box))
        ?? (item.must || item.hub ? boxes.find((box) => !labels.hits(box)) : undefined)
        ?? (item.must ? boxes[0] : undefined);
      if (free) {
        labels.add(free);
        placed.push({ ...free, item, lines: size.lines });
      }
    }
    return placed;
  };

  // A name stands on a plate that hides the lines under it, a loose one only in a halo.
  const write = (context, ground, label, scale) => {
    context.save();
    context.translate(label.x / scale, label.y / scale);
    context.scale(1 / scale, 1 / scale);
    context.font = font(ground, label.item.must ? 600 : 400);
    const align = { left: "right", right: "left" }[label.side] ?? "center";
    const edge = { left: label.right, right: label.left }[label.side] ?? label.x;
    const x = edge - label.x + ({ left: -2, right: 2 }[label.side] ?? 0);
    context.textAlign = align;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = ground.paper;
    context.fillStyle = ground.paper;
    if (!label.item.loose) {
      context.fillRect(label.left - label.x, label.top - label.y - 2, label.right - label.left, label.bottom - label.top + 4);
    }
    context.fillStyle = label.item.quiet ? ground.quiet : ground.ink;
    label.lines.forEach((line, index) => {
      const y = (index - (label.lines.length - 1) / 2) * type().line;
      if (label.item.loose) context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
    context.restore();
  };

  const headLines = (context, ground, text) => {
    context.font = `600 13px ${ground.font}`;
    return broken(cut(context, text), 170).slice(0, 3);
  };
  const head = (context, ground, all, up) => {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = ground.paper;
    context.fillStyle = ground.quiet;
    all.forEach((line, index) => {
      const y = up + (index - all.length + 1) * 16;
      context.strokeText(line, 0, y);
      context.fillText(line, 0, y);
    });
  };

  return { layOut, write, head, headLines, forget: () => { measured.clear(); widths.clear(); } };
})();
