// The report's own words, with the words of the fact marked.
const Sentences = (() => {
  const plain = (text) => text.replace(/[\s《》“”]/g, "");

  // The stretches of a sentence where one of the names stands, the longest names first.
  const stretches = (text, names) => {
    const spans = [];
    for (const name of [...new Set(names)].filter(Boolean).sort((a, b) => b.length - a.length)) {
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
        const end = at + name.length;
        if (spans.every((one) => end <= one.start || at >= one.end)) spans.push({ start: at, end });
      }
    }
    return spans.sort((a, b) => a.start - b.start);
  };

  const marked = (text, names) => {
    const parts = [];
    let from = 0;
    for (const { start, end } of stretches(text, names)) {
      parts.push(text.slice(from, start), make("mark", {}, text.slice(start, end)));
      from = end;
    }
    return [...parts, text.slice(from)];
  };

  // What to mark for something: its Chinese names, with and without their quotation marks.
  const namesOf = (key) => {
    const node = Data.page.nodes[key];
    const names = node ? [node.name[0], ...(node.others ?? [])] : [Data.page.names[key]?.[0] ?? ""];
    return names.flatMap((name) => [name, plain(name)]);
  };

  // In English the translation, said to be ours, stands before the report's own words, in which
  // the facts are marked.
  const figure = (key, parts) => {
    const [, section, english] = Data.page.sentences[key];
    const translated = english && State.state.language === "en";
    return make("figure", { class: "sentence" },
      translated ? make("blockquote", { lang: "en", class: "translation" }, english) : "",
      translated ? make("p", { class: "note" }, State.word("unofficial")) : "",
      make("blockquote", { lang: "zh" }, parts),
      make("figcaption", {}, make("code", {}, key), " ", State.name(section)));
  };

  const quote = (key, names) => figure(key, marked(Data.page.sentences[key][0], names));
  return { figure, quote, namesOf };
})();
