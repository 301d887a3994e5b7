// A box that finds nodes by any of their names in either language, or by their pinyin.
(() => {
  const box = document.getElementById("search");
  const matches = document.getElementById("matches");
  const MOST = 12;
  let active = -1;

  const index = Object.entries(Data.page.nodes).map(([key, node]) => ({
    key, names: [...node.name, ...(node.others ?? []), key].filter(Boolean).map(Ranking.fold),
    spelled: node.spelled ?? [], weight: Data.around.get(key).length,
  }));
  const find = (text) => Ranking.find(index, text);

  const close = () => {
    active = -1;
    matches.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (key) => { box.value = ""; close(); State.select(key); Drawing.goTo(key); Panel.focus(); };

  const option = ({ key }, position) => {
    const [zh, en] = Data.page.nodes[key].name;
    const [second, language] = State.state.language === "zh" ? [en, "en"] : [zh, "zh"];
    return make("li", { role: "option", id: `match-${position}`, "aria-selected": "false", "data-node": key,
      onclick: () => choose(key) }, Signs.sign(Data.page.nodes[key].drawn),
    make("span", {}, State.name(key), make("small", { lang: language }, second)));
  };

  const show = () => {
    const hits = find(box.value);
    if (!box.value.trim()) { close(); return; }
    const rest = hits.length - MOST;
    const note = !hits.length ? State.word("no_match") : rest > 0 ? State.word("more_matches", { count: rest }) : "";
    matches.replaceChildren(...hits.slice(0, MOST).map(option),
      ...(note ? [make("li", { class: "quiet", role: "option", "aria-disabled": "true" }, note)] : []));
    matches.hidden = false;
    box.setAttribute("aria-expanded", "true");
    move(hits.length ? 0 : -1);
  };

  const options = () => [...matches.querySelectorAll("[data-node]")];
  const move = (position) => {
    const all = options();
    active = all.length && position >= 0 ? (position + all.length) % all.length : -1;
    all.forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) {
      box.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  };

  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const chosen = options()[active];
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active < 1 ? options().length - 1 : active - 1);
    else if (event.key === "Enter" && chosen) choose(chosen.dataset.node);
    else if (event.key === "Escape") { box.value = ""; close(); }
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", () => setTimeout(close, 200));
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.activeElement?.matches("input, select, textarea")) return;
    event.preventDefault();
    box.focus();
  });
  State.onChange((state, changed) => {
    if (!changed.has("language")) return;
    box.placeholder = State.word("search");
    box.setAttribute("aria-label", State.word("search"));
    matches.setAttribute("aria-label", State.word("search"));
  });
})();
