// Why an inferred relation holds: the rule, and its premises down to the sentences.
const Why = (() => {
  const words = (pair) => (pair ? State.choose(pair) : "");

  const statement = ([source, relation, target]) => make("p", { class: "said" },
    State.name(source), " ", make("span", { class: "verb-inline" }, State.name(relation)), " ", State.name(target));

  const basis = ([source, , target, kind, sentences, rule, premises]) => {
    if (kind === "scheme") return [make("p", { class: "quiet small" }, State.word("premise_scheme"))];
    if (rule) return [make("p", { class: "quiet small" }, `${State.word("premise_inferred")}:`), list(premises)];
    const names = [...Sentences.namesOf(source), ...Sentences.namesOf(target)];
    const note = kind === "classified" ? [make("p", { class: "quiet small" }, State.word("is_classified"))] : [];
    return [...note, ...sentences.map((key) => Sentences.quote(key, names))];
  };

  const list = (premises) => make("ol", { class: "premises" },
    premises.map((premise) => make("li", { class: premise[3] }, statement(premise), ...basis(premise))));

  // The content of the panel for an edge that the reasoner found.
  const explain = (edge) => {
    const [, , , , , rule, premises] = edge.why;
    const text = words(Data.page.rules[rule]);
    return make("section", { class: "why" }, make("h3", {}, State.word("why")),
      make("p", {}, text, " ", make("code", {}, rule)), list(premises));
  };
  return { explain };
})();
