// Figures as bars. A chart has one measure and one unit, and begins at zero.
const Figures = (() => {
  const view = document.getElementById("view-figures");

  const of = (key) => Data.page.quantities[key];
  const number = (value) => new Intl.NumberFormat(State.state.language === "zh" ? "zh-Hans" : "en", {
    notation: Math.abs(value) >= (State.state.language === "zh" ? 1e4 : 1e6) ? "compact" : "standard", maximumFractionDigits: 4,
  }).format(value);
  const mark = (quantity) => Data.page.marks[quantity.comparator] ?? "";
  const amount = (quantity) => {
    const zh = State.state.language === "zh";
    const unit = zh || Number(quantity.value) === 1 ? State.name(quantity.unit) : quantity.plural || State.name(quantity.unit);
    const tight = zh || unit === "%";
    return `${mark(quantity)}${number(Number(quantity.value))}${tight ? "" : " "}${unit}`;
  };
  // The figure in words: as the report writes it in Chinese, with sign and unit in English.
  const worded = (quantity) => (State.state.language === "zh" ? quantity.written : amount(quantity));
  const period = (quantity) => State.name(quantity.period);
  const titled = (quantity) => (quantity.whole
    ? State.word("share_of", { part: State.name(quantity.indicator), whole: State.name(quantity.whole) }) : State.name(quantity.indicator));
  const brief = (key) => `${titled(of(key))}: ${worded(of(key))}`;

  const grouped = (keys, by) => {
    const groups = new Map();
    for (const key of keys) {
      const name = by(of(key));
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(key);
    }
    return [...groups.values()];
  };

  const open = (key) => { State.selectFigure(key); Panel.focus(); };

  // One bar with its name in up to three lines above it, its value at its end, and a click for its sentence.
  const [LINE, BAR] = [16, 25];
  const bar = (key, { lines, title, x, y, wide }) => {
    const quantity = of(key);
    const value = Number(quantity.value);
    const [from, to] = [x(Math.min(0, value)), x(Math.max(0, value))];
    const top = y + LINE * lines.length + 4;
    const group = svg("g", {
      class: "row-mark", tabindex: "0", role: "button", "data-figure": key,
      onclick: () => open(key),
    },
    svg("title", {}, `${title}: ${worded(quantity)}`),
    svg("rect", { class: "hit", x: 0, y, width: wide, height: LINE * lines.length + BAR }),
    svg("line", { class: "grid", x1: x(0), x2: x(0), y1: top - 2, y2: top + 13 }),
    lines.map((line, at) => svg("text", { class: "name", x: 0, y: y + 14 + at * LINE }, line)),
    svg("rect", { class: quantity.target ? "bar target" : "bar", x: from, y: top, width: Math.max(to - from, 1.5), height: 11, rx: 1.5 }),
    svg("text", { class: "amount", x: to + 6, y: top + 10 }, worded(quantity)));
    group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(key); } });
    return group;
  };

  const scaled = (keys, room) => {
    const values = keys.map((key) => Number(of(key).value));
    const percent = of(keys[0]).measure === "measure:share";
    const [low, high] = [Math.min(0, ...values), percent ? Math.max(100, ...values) : Math.max(0, ...values)];
    return (value) => ((value - low) / (high - low || 1)) * room;
  };
  const chart = (keys, titleOf, wide) => {
    const x = scaled(keys, wide - 120);
    let height = 0;
    const bars = keys.map((key) => {
      const title = titleOf(of(key));
      const { lines } = LineBreaking.set(title, 3, wide);
      const y = height;
      height += LINE * lines.length + BAR;
      return bar(key, { lines, title, x, y, wide });
    });
    return svg("svg", { class: "chart", viewBox: `0 0 ${wide} ${height}`, width: wide, height, role: "group" }, bars);
  };

  const card = (heading, second, keys, titleOf, wide) => make("section", { class: "card" },
    make("h3", {}, heading), make("p", { class: "quiet small" }, second), chart(keys, titleOf, wide));
  const unitOf = (quantity) => `${State.name(quantity.measure)} · ${State.name(quantity.unit)}`;
  const size = (key) => -Math.abs(Number(of(key).value));

  // Figures come in the order of the report; where no day is known that order stays.
  const order = new Intl.Collator("en");
  const last = (key) => (Data.page.periods[of(key).period] ?? ["", ""])[1];
  // What the report says twice is drawn once.
  const once = (keys) => grouped(keys, (q) => [q.indicator, q.whole, q.measure, q.unit, q.comparator, q.value,
    (Data.page.periods[q.period] ?? ["", q.period])[1]].join(" ")).map((same) => same[0]);
  const differ = (keys, by) => new Set(keys.map(by)).size > 1;

  // Several values of one indicator: one small chart each, all of the same form.
  const repeated = (groups, wide) => groups.map((keys) => card(titled(of(keys[0])), unitOf(of(keys[0])),
    [...keys].sort((a, b) => order.compare(last(a), last(b))),
    (quantity) => `${period(quantity)}${about(quantity)}`, wide));

  // Where two values of a period differ in what they are of, the name of the figure tells.
  const about = (quantity) => (quantity.target ? ` (${State.word("target")})` : "");

  const alike = (groups, wide) => groups.map((keys) => card(unitOf(of(keys[0])), `${keys.length}`,
    [...keys].sort((a, b) => size(a) - size(b) || (a < b ? -1 : 1)), (quantity) => `${titled(quantity)} · ${period(quantity)}`, wide));

  const part = (word, content, kind) => (content.length ? [make("h2", {}, State.word(word)), make("div", { class: kind }, content)] : []);

  const build = () => {
    const keys = once(Data.page.charted);
    if (!keys.length) { view.replaceChildren(make("p", { class: "note" }, State.word("figures_none"))); return; }
    const room = Math.max(280, view.clientWidth - 48);
    const across = room > 640 ? 2 : 1;
    const wide = (room - (across - 1) * 28) / across - 32;
    const series = grouped(keys, (q) => `${q.indicator} ${q.measure} ${q.unit} ${q.whole}`)
      .filter((group) => differ(group, (key) => of(key).period) && differ(group, (key) => of(key).value));
    const units = grouped(keys, (q) => `${q.measure} ${q.unit}`);
    const many = units.filter((group) => group.length > 1).sort((a, b) => b.length - a.length);
    const single = units.filter((group) => group.length === 1).flat();
    view.replaceChildren(
      make("p", { class: "note" }, State.word("figures_note")),
      ...part("figures_repeated", repeated(series, wide), "cards"),
      ...part("figures_by_unit", alike(many, wide), "cards"),
      ...part("figures_single", single.map((key) => make("button", {
        type: "button", class: "tile", "data-figure": key, onclick: () => open(key),
      }, make("strong", {}, worded(of(key))), make("span", {}, titled(of(key))),
      make("small", {}, `${State.name(of(key).measure)} · ${period(of(key))}`))), "tiles"));
  };
  return { build, worded, brief, titled };
})();
