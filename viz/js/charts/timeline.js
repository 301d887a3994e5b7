// What has a date or a period, along one axis; and the periods of figures, with how many each has.
const Timeline = (() => {
  const view = document.getElementById("view-timeline");
  const DAY = 86400000;
  const ROW = 26;

  // The first and the last moment of a day, month or year as written, in years.
  const edge = (text, last) => {
    if (!text) return null;
    const [year, month, day] = text.split("-").map(Number);
    const from = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
    const to = day ? from + DAY : month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
    const start = Date.UTC(year, 0, 1);
    const moment = last ? to : from;
    const length = Date.UTC(year + 1, 0, 1) - start;
    return year + (moment - start) / length;
  };

  const dated = () => Object.entries(Data.page.nodes).filter(([key]) => State.showsNode(key)).flatMap(([key, node]) => (
    node.facts ?? []).filter((fact) => fact[3]).map(([property, value, , [from, to]]) => ({
    key, property, value, from: edge(from, false), to: edge(to, true),
  })));

  const periods = () => {
    const counts = new Map();
    for (const key of Data.page.charted) {
      const { period } = Data.page.quantities[key];
      if (period in Data.page.periods) counts.set(period, [...(counts.get(period) ?? []), key]);
    }
    return [...counts].map(([key, figures]) => {
      const [from, to] = Data.page.periods[key];
      return { key, figures, from: edge(from, false), to: edge(to, true) };
    });
  };

  const early = (a, b) => (a.from ?? a.to) - (b.from ?? b.to) || (a.to ?? 9999) - (b.to ?? 9999) || (a.key < b.key ? -1 : 1);

  const scale = (items, width) => {
    const ends = items.flatMap((item) => [item.from, item.to]).filter((one) => one !== null);
    const [first, last] = [Math.floor(Math.min(...ends)), Math.ceil(Math.max(...ends))];
    // A year in which much begins or ends is given more room than one in which little does.
    const busy = (year) => items.filter((item) => [item.from, item.to].some((one) => one !== null && Math.floor(one) === year)).length;
    const weights = new Map();
    for (let year = first; year < last; year += 1) weights.set(year, 1 + Math.min(5, busy(year) / 3));
    const weight = (year) => weights.get(year);
    const starts = [0];
    for (let year = first; year < last; year += 1) starts.push(starts.at(-1) + weight(year));
    const unit = width / starts.at(-1);
    const at = (moment) => {
      const year = Math.min(last - 1, Math.max(first, Math.floor(moment)));
      return (starts[year - first] + (moment - year) * weight(year)) * unit;
    };
    const ticks = starts.slice(0, -1).map((_, index) => first + index);
    return { at, ticks, width };
  };

  // Years whose labels have room.
  const axis = (x, height) => {
    let free = -Infinity;
    return x.ticks.flatMap((year) => {
      const left = x.at(year);
      const named = left >= free;
      if (named) free = left + 42;
      return [svg("line", { class: "grid", x1: left, x2: left, y1: 20, y2: height }),
        named ? svg("text", { class: "axis", x: left + 3, y: 14 }, String(year)) : ""];
    });
  };

  const span = (item, x) => {
    const from = item.from === null ? 0 : x.at(item.from);
    const to = item.to === null ? x.width : x.at(item.to);
    return { from, to: Math.max(to, from + 6) };
  };

  const rowOf = (x, item, y, label, look, onclick) => {
    const { from, to } = span(item, x);
    const after = x.width - to > from;
    const open = (item.from === null ? "open-left " : "") + (item.to === null ? "open-right" : "");
    // A label stands beside its bar, on the side that has more room, or where that is not enough
    // above it.
    const wide = LineBreaking.fit(label, Infinity).width;
    const inside = wide > (after ? x.width - to : from) - 10;
    const bar = svg("rect", { class: `period ${open}`, x: from, y: y + 6, width: to - from, height: ROW - 14, rx: 3, ...look });
    // Above its bar a label may begin before it, so that all of it finds room.
    const start = Math.max(0, Math.min(from, x.width - wide - 2));
    const place = inside ? { x: start, y: y - 1, "text-anchor": "start" }
      : { x: after ? to + 8 : from - 8, y: y + ROW / 2 + 4, "text-anchor": after ? "start" : "end" };
    const text = svg("text", place, LineBreaking.fit(label, x.width).text);
    const group = svg("g", { class: "row-mark", tabindex: "0", role: "button", onclick },
      svg("title", {}, label),
      svg("rect", { class: "hit", x: 0, y: inside ? y - 16 : y, width: x.width, height: inside ? ROW + 16 : ROW }), bar, text);
    group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); onclick(); } });
    return { group, tall: inside };
  };

  const chart = (items, x, describe) => {
    let top = 26;
    const rows = items.map((item) => {
      const { label, look, open } = describe(item);
      const tall = rowOf(x, item, 0, label, look, open).tall;
      const { group } = rowOf(x, item, top + (tall ? 16 : 0), label, look, open);
      top += ROW + (tall ? 18 : 0);
      return group;
    });
    return svg("svg", { class: "chart", viewBox: `0 0 ${x.width} ${top}`, width: x.width, height: top, role: "group" }, axis(x, top), rows);
  };

  let shownPeriod = null;

  const figureList = (period) => (period ? make("ul", { class: "listed" }, period.figures.map((key) => make("li", {}, make("button", {
    type: "button", class: "plain", onclick: () => { State.selectFigure(key); Panel.focus(); },
  }, State.choose(Data.page.quantities[key].name))))) : make("p", { class: "quiet small" }, State.word("timeline_figures_hint")));

  const build = () => {
    const [things, times] = [dated().sort(early), periods().sort(early)];
    if (!things.length && !times.length) {
      view.replaceChildren(make("p", { class: "note" }, State.word("timeline_none")));
      return;
    }
    const width = Math.max(320, view.clientWidth - 48);
    const x = scale([...things, ...times], width);
    const thing = (item) => ({
      label: `${State.choose(item.value)} · ${State.name(item.key)}`,
      look: { fill: Signs.colour(Data.page.nodes[item.key].drawn) },
      open: () => { State.select(item.key); Panel.focus(); },
    });
    const time = (item) => ({
      label: `${State.name(item.key)} · ${item.figures.length}`, look: { class: "period plain-period" },
      open: () => { shownPeriod = item.key; build(); view.querySelector(".listed button")?.focus(); },
    });
    view.replaceChildren(...[
      things.length ? make("h2", {}, State.word("timeline_documents"), make("span", { class: "count" }, String(things.length))) : "",
      things.length ? chart(things, x, thing) : "",
      times.length ? make("h2", {}, State.word("timeline_figures")) : "",
      times.length ? chart(times, x, time) : "",
      times.length ? figureList(times.find((item) => item.key === shownPeriod)) : "",
    ].filter((part) => part !== ""));
  };
  return { build };
})();
