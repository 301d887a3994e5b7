// Names broken into lines: their widths, where they may break, and where they are cut.
const LineBreaking = (() => {
  const LATIN = { size: 11.5, line: 12.5 };
  const CHINESE = { size: 12, line: 14 };
  const widest = () => (innerWidth < 500 ? 64 : 124);
  const type = () => (State.state.language === "zh" ? CHINESE : LATIN);

  // Break at spaces, after hyphens and between Chinese characters, but never after an opening mark.
  const PIECE = /\s+|[“‘《（]*(?:[\u2e80-\u9fff\uff00-\uffef]|(?:[^\s\u2e80-\u9fff\uff00-\uffef“‘《（-]+-?|-)\s*|$)/g;
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
  const balanced = (parts, limit) => {
    const most = broken(parts, limit);
    const even = parts.reduce((sum, { full }) => sum + full, 0) / most.length;
    for (let width = even; width < limit; width += 4) {
      const lines = broken(parts, width);
      if (lines.length <= most.length) return lines;
    }
    return most;
  };

  // At most so many lines; what is left out is at the end, and marked.
  const shortened = (parts, limit, most) => {
    const lines = broken(parts, limit).slice(0, most);
    return [...lines.slice(0, -1), `${lines.at(-1).replace(/[，、；：\s]+$/, "")}…`];
  };

  // The same, with what is left out before the end: for names that begin alike.
  const ended = (all, most) => (most > 1 ? [`${all[0]}…`, ...all.slice(1 - most)] : [`…${all.at(-1)}`]);

  // A name in up to *most* lines: {lines, width, whole}.
  const wrap = (context, text, most, limit = widest(), keepEnd = false) => {
    const parts = cut(context, text);
    const all = balanced(parts, limit);
    const whole = all.length <= most;
    const short = () => (keepEnd ? ended(all, most) : shortened(parts, limit - 8, most));
    const lines = whole ? all : short();
    return { lines, whole, width: Math.max(...lines.map((line) => context.measureText(line).width)) };
  };

  // Texts of charts, 13 pixels high: in up to *most* lines, or in one, and how wide that is.
  const pen = document.createElement("canvas").getContext("2d");
  const set = (text, most, room) => {
    pen.font = `13px ${getComputedStyle(document.body).fontFamily}`;
    return wrap(pen, text, most, room);
  };
  const fit = (text, room) => {
    const { lines: [line], width } = set(text, 1, room);
    return { text: line, width };
  };
  return { wrap, set, fit, type, widest, forget: () => widths.clear() };
})();
