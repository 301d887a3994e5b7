// The page's own words, the count of what is shown, and the start.
(() => {
  const { page } = Data;
  const layout = document.getElementById("layout");

  const rule = () => {
    const name = page.focus ? State.name(page.focus) : State.choose(page.about);
    const scope = State.word(`rule_${page.view}`, { name, depth: page.depth });
    return page.depth && !page.focus ? `${scope} ${State.word("rule_steps", { depth: page.depth })}` : scope;
  };

  const status = () => {
    const { began, present, shown, edges } = State.counts();
    const parts = [State.word("shown", { count: shown, total: page.total, relations: edges }), rule()];
    if (present > began) parts.push(State.word("rule_opened", { count: present - began }));
    if (present > shown) parts.push(State.word("rule_hidden", { count: present - shown }));
    if (Scene.grouped() && State.state.tab === "graph") parts.push(State.word("rule_groups", Scene.counts()));
    return parts.join(State.state.language === "zh" ? "；" : "; ");
  };

  const retitle = () => {
    const about = page.focus ? State.name(page.focus) : State.choose(page.about);
    const title = about || State.word("title");
    document.title = about ? `${about} · ${State.word("title")}` : title;
    document.getElementById("title").textContent = title;
    const named = page.reports.filter((key) => key in page.names);
    const report = named.map((key) => State.name(key)).join(" · ");
    document.getElementById("kicker").textContent = about ? [State.word("title"), report].filter(Boolean).join(" · ") : report;
  };

  const label = (id, word) => document.getElementById(id).setAttribute("aria-label", State.word(word));

  State.onChange(({ language }, changed) => {
    document.getElementById("status").textContent = status();
    document.getElementById("layout-choice").hidden = State.state.tab !== "graph";
    layout.value = State.state.layout;
    if (!changed.has("language")) return;
    retitle();
    for (const element of document.querySelectorAll("[data-word]")) element.textContent = State.word(element.dataset.word);
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
    layout.replaceChildren(...State.layouts.map((name) => make("option", { value: name }, State.word(`layout_${name}`))));
    layout.value = State.state.layout;
    label("panel", "panel");
    label("network", "canvas");
    label("tabs", "tabs");
    label("zoom-in", "zoom_in");
    label("zoom-out", "zoom_out");
  });
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => State.speak(button.dataset.language));
  }
  layout.addEventListener("change", () => State.arrange(layout.value));
  document.getElementById("reset").addEventListener("click", () => { Positions.forget(); State.reset(); Drawing.refresh(); Drawing.fit(); });
  if (matchMedia("(max-width: 860px)").matches) document.getElementById("legend").open = false;
  Drawing.start();
  State.begin();
  document.documentElement.dataset.ready = "true";
})();
