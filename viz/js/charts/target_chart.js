// The drawing of targets beside figures: one scale of one unit, and time from left to right.
const TargetChart = (() => {
  const [HIGH, LEFT, RIGHT, TOP, BOTTOM] = [212, 52, 26, 34, 28];
  const UP = new Set(["comparator:more-than", "comparator:at-least"]);
  const DOWN = new Set(["comparator:less-than", "comparator:at-most"]);
  // Where all values lie this close together, a scale from zero would hide what differs.
  const CLOSE = 0.1;

  const pair = (text) => text[State.state.language === "zh" ? 0 : 1];
  const sign = (comparator) => Data.page.marks[comparator] ?? "";
  // Moments are ends of days in years: the last day of 2022 is 2023.
  const yearOf = (when) => Math.ceil(when) - 1;

  const steps = (low, high, many) => {
    const rough = (high - low) / many;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
    const ticks = [];
    for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at += 1) ticks.push(at * step + 0);
    return ticks;
  };

  const range = (values, fromZero) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    if (!fromZero && most > least && (most - least) / most < CLOSE) {
      return { low: least - (most - least) * 0.4, high: most + (most - least) * 0.25, cut: true };
    }
    return { low: Math.min(0, least), high: most * 1.12 || 1, cut: false };
  };

  const dates = (one) => [...one.figures, ...one.targets, ...(one.base ? [one.base] : [])]
    .map(({ when }) => when).filter((when) => when !== null);

  const plan = (one, wide) => {
    const unit = one.scale[State.state.language === "zh" ? 0 : 1];
    const values = [...one.figures, ...one.targets].flatMap(({ value, upper }) => [value, upper ?? value]).map((value) => value / unit);
    const { low, high, cut } = range(values, one.base !== null);
    const whens = dates(one);
    const last = Math.max(...whens);
    const first = Math.min(...whens, last - 2);
    const right = wide - RIGHT - 22;
    return {
      wide, cut, unit,
      x: (when) => LEFT + 14 + ((when - first) / (last - first)) * (right - LEFT - 14),
      y: (value) => HIGH - BOTTOM - ((value / unit - low) / (high - low)) * (HIGH - BOTTOM - TOP),
      ticks: steps(low, high, 4),
    };
  };

  const number = (value) => new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(value);

  const scale = (at) => at.ticks.flatMap((tick) => {
    const y = at.y(tick * at.unit);
    return [svg("line", { class: "grid", x1: LEFT, x2: at.wide - RIGHT, y1: y, y2: y }),
      svg("text", { class: "axis", x: LEFT - 7, y: y + 4, "text-anchor": "end" }, number(tick))];
  });

  // Years of the marks, as far as there is room: those of figures and the base first.
  const years = (one, at) => {
    const moments = [...(one.base ? [one.base] : []), ...one.figures, ...[...one.targets].reverse()].map(({ when }) => when).filter((when) => when !== null);
    const positions = [];
    return [...new Set(moments)].flatMap((when) => {
      const x = at.x(when);
      const tick = svg("line", { class: "tick", x1: x, x2: x, y1: HIGH - BOTTOM, y2: HIGH - BOTTOM + 4 });
      if (positions.some((other) => Math.abs(other - x) < 36)) return [tick];
      positions.push(x);
      return [tick, svg("text", { class: "axis", x, y: HIGH - 8, "text-anchor": "middle" }, String(yearOf(when)))];
    });
  };

  const frame = (one, at) => {
    const floor = HIGH - BOTTOM;
    const foot = at.cut ? `M${LEFT} ${TOP - 8}V${floor - 14}l-4 3 8 4 -4 3V${floor}` : `M${LEFT} ${TOP - 8}V${floor}`;
    return [...scale(at), svg("path", { class: "rule", d: `${foot}H${at.wide - RIGHT}` }), ...years(one, at)];
  };

  // An open arrow to the side on which the true value lies.
  const arrow = (comparator, x, y) => {
    if (!UP.has(comparator) && !DOWN.has(comparator)) return "";
    const way = UP.has(comparator) ? -1 : 1;
    const end = y + way * 21;
    return svg("path", { class: "arrow", d: `M${x} ${y + way * 8}V${end}M${x - 4} ${end - way * 5}L${x} ${end}L${x + 4} ${end - way * 5}` });
  };

  const diamond = (x, y, size) => `M${x} ${y - size}L${x + size} ${y}L${x} ${y + size}L${x - size} ${y}Z`;
  const marks = {
    figure: (x, y) => svg("circle", { class: "said", cx: x, cy: y, r: 5.5 }),
    goal: (x, y) => svg("path", { class: "aimed", d: diamond(x, y, 6.5) }),
    base: (x, y) => svg("rect", { class: "begun", x: x - 4.5, y: y - 4.5, width: 9, height: 9 }),
    milestone: (x, y) => svg("path", { class: "asked", d: `M${x - 9} ${y}H${x + 9}` }),
  };

  const target = (one, at, open) => {
    const [x, y] = [at.x(one.when), at.y(one.value)];
    return svg("g", { class: "target-mark", "data-mark": one.key, onclick: () => open(one.key) },
      one.upper ? svg("path", { class: "reach", d: `M${x} ${y}V${at.y(one.upper)}` }) : "",
      arrow(one.comparator, x, y), svg("circle", { class: "hit", cx: x, cy: y, r: 13 }), marks.goal(x, y));
  };

  const figure = (one, at) => {
    const y = at.y(one.value);
    if (one.when === null) return svg("path", { class: "undated", d: `M${LEFT} ${y}H${at.wide - RIGHT}` });
    return svg("g", { class: "arrow-said" }, arrow(one.comparator, at.x(one.when), y), marks.figure(at.x(one.when), y));
  };

  const line = (one, at) => (one.from ? [
    svg("path", { class: "straight", d: `M${at.x(one.from[0])} ${at.y(one.from[1])}L${at.x(one.when)} ${at.y(one.value)}` }),
    ...one.line.map(({ when, value }) => marks.milestone(at.x(when), at.y(value)))] : []);

  // What is written beside a mark; marks of two targets on one spot share one text.
  const texts = (one, at) => {
    const spots = new Map();
    const add = (x, y, text, look, sides) => {
      const key = `${Math.round(x)} ${Math.round(y)} ${look}`;
      const before = spots.get(key);
      if (!before) spots.set(key, { x, y, text, look, sides });
      else if (!before.text.split(" / ").includes(text)) before.text += ` / ${text}`;
    };
    for (const { when, value, label, period } of one.figures) {
      const text = when === null ? `${pair(label)} · ${pair(period)}` : pair(label);
      add(when === null ? LEFT + 90 : at.x(when), at.y(value), text, "said-text", when === null ? ["above", "below"] : ["left", "below", "right", "above"]);
    }
    for (const { when, value, label, comparator } of one.targets) {
      add(at.x(when), at.y(value), `${sign(comparator)}${pair(label)}`, "aimed-text", ["above", "left", "right", "below"]);
    }
    for (const { line: milestones } of one.targets) {
      for (const { when, value, label } of milestones) {
        add(at.x(when), at.y(value), State.word("progress_asks", { value: pair(label) }), "asked-text", ["right", "below", "left"]);
      }
    }
    return [...spots.values()];
  };

  const pen = document.createElement("canvas").getContext("2d");
  const boxes = (item, wide) => {
    pen.font = `600 12.5px ${getComputedStyle(document.body).fontFamily}`;
    const half = pen.measureText(item.text).width / 2 + 3;
    return item.sides.map((side) => {
      const [dx, dy] = { above: [0, -18], below: [0, 18], left: [-half - 10, 0], right: [half + 12, 0] }[side];
      // Above or below, a text may move sideways to stay on the drawing.
      const x = dx ? item.x + dx : Math.min(Math.max(item.x, LEFT + half), wide - half);
      return { x, y: item.y + dy, left: x - half, right: x + half, top: item.y + dy - 8, bottom: item.y + dy + 8 };
    });
  };
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  const labels = (one, at) => {
    const items = texts(one, at);
    const around = ({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 });
    const arrows = [...one.targets, ...one.figures].filter(({ when, comparator }) => when !== null && UP.has(comparator))
      .map(({ when, value }) => ({ left: at.x(when) - 5, right: at.x(when) + 5, top: at.y(value) - 23, bottom: at.y(value) }));
    const obstacles = [...items.filter((item) => item.look !== "said-text" || item.sides[0] !== "above").map(around), ...arrows];
    return items.flatMap((item) => {
      const free = boxes(item, at.wide).find((box) => box.left >= LEFT && box.right <= at.wide && box.top >= 0
        && box.bottom <= HIGH - BOTTOM + 2 && !obstacles.some((other) => meets(box, other)));
      if (!free) return [];
      obstacles.push(free);
      return [svg("text", { class: item.look, x: free.x, y: free.y + 4, "text-anchor": "middle" }, item.text)];
    });
  };

  // One chart; *open* is called with the target whose mark was clicked. A target without a
  // date has no place on it, and stands in the list alone.
  const draw = (whole, wide, open) => {
    const one = { ...whole, targets: whole.targets.filter(({ when }) => when !== null) };
    if (!dates(one).length) return { content: "", cut: false };
    const at = plan(one, wide);
    const content = svg("svg", {
      class: "chart plot", viewBox: `0 0 ${wide} ${HIGH}`, width: wide, height: HIGH, role: "img",
      "aria-label": State.word("progress_chart", { name: pair(one.name) }),
    },
    svg("text", { class: "axis", x: 0, y: 14 }, pair(one.axis)), frame(one, at),
    one.targets.flatMap((target_) => line(target_, at)),
    one.base ? marks.base(at.x(one.base.when), at.y(one.base.value)) : "",
    one.figures.map((each) => figure(each, at)), one.targets.map((each) => target(each, at, open)), labels(one, at));
    return { content, cut: at.cut };
  };

  return { draw, marks, arrow, pair };
})();
