// The page's own words, the count of what is shown, and the start.
(() => {
  const { page } = Data;

  const status = () => {
    const shown = Object.keys(page.nodes).filter(State.showsNode).length;
    const hidden = Object.keys(page.nodes).length - shown;
    const edges = Data.edges.filter(State.showsEdge).length;
    const rule = page.focus ? State.word("rule_focus", { name: State.name(page.focus), depth: page.depth })
      : State.word("rule_whole");
    const parts = [State.word("shown", { n: shown, m: page.total, e: edges }), rule];
    if (hidden) parts.push(State.word("rule_hidden", { k: hidden }));
    return parts.join(State.state.language === "zh" ? "；" : "; ");
  };

  State.onChange(({ language }) => {
    const title = page.focus ? State.name(page.focus) : State.word("title");
    document.documentElement.lang = language;
    document.title = page.focus ? `${title} · ${State.word("title")}` : title;
    document.getElementById("title").textContent = title;
    const report = page.report in page.names ? State.name(page.report) : "";
    document.getElementById("kicker").textContent = page.focus ? [State.word("title"), report].filter(Boolean).join(" · ") : report;
    document.getElementById("status").textContent = status();
    for (const element of document.querySelectorAll("[data-word]")) {
      element.textContent = State.word(element.dataset.word);
    }
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
    document.getElementById("panel").setAttribute("aria-label", State.word("panel"));
    document.getElementById("drawing").setAttribute("aria-label", State.word("canvas"));
    document.getElementById("zoom-in").setAttribute("aria-label", State.word("zoom_in"));
    document.getElementById("zoom-out").setAttribute("aria-label", State.word("zoom_out"));
  });
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => State.speak(button.dataset.language));
  }
  if (matchMedia("(max-width: 860px)").matches) document.getElementById("legend").open = false;
  Drawing.start();
  State.begin();
  document.documentElement.dataset.ready = "true";
})();
