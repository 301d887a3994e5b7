// The entities of a page by chapter and class: what a graph too large to be looked at all at once
// is drawn as, one sign for each group, until one opens it.
const Groups = (() => {
  // A click on the legend, the dearest of all that one does often, takes a frame of 50 ms at about
  // so many nodes with their lines, without a graphics card; a page that has more opens in groups.
  const LIMIT = 1200;
  // So many lines between groups can still be told apart.
  const LINES = 60;
  const { page } = Data;

  // The chapter that speaks first of an entity, "" where none does.
  const chapterOf = (key) => {
    const [first] = page.nodes[key].sentences ?? [];
    return first ? page.sentences[first][1].split(".")[0] : "";
  };
  const groupOf = new Map(Object.entries(page.nodes).map(([key, node]) => [key, `${chapterOf(key)}/${Data.short(node.drawn)}`]));
  const headings = page.layouts.find(({ name }) => name === "chapters")?.headings ?? [];
  const chapters = [...new Set([...headings.map(([key]) => key), ...[...groupOf.values()].map((group) => group.split("/")[0])])];
  const classes = [...Data.styles.keys()];
  const keys = chapters.flatMap((chapter) => classes.map((drawn) => `${chapter}/${Data.short(drawn)}`));
  const groups = new Set(groupOf.values());
  const parts = (group) => {
    const [chapter, drawn] = group.split("/");
    return { chapter, drawn: classes.find((one) => Data.short(one) === drawn) };
  };

  const members = (shows) => {
    const lists = new Map(keys.filter((key) => groups.has(key)).map((key) => [key, []]));
    for (const [key, group] of groupOf) if (shows(key)) lists.get(group).push(key);
    return lists;
  };

  // The strongest ties between groups: how many relations each stands for.
  const ties = (edges, endOf) => {
    const counts = new Map();
    for (const edge of edges) {
      const [a, b] = [endOf(edge.source), endOf(edge.target)];
      const id = a < b ? `${a} ${b}` : `${b} ${a}`;
      if (a !== b && !counts.has(id)) counts.set(id, { id, ends: a < b ? [a, b] : [b, a], count: 0 });
      if (a !== b) counts.get(id).count += 1;
    }
    return [...counts.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  };

  return {
    LIMIT, LINES, keys: groups, chapters, classes, parts, members, ties, of: (key) => groupOf.get(key),
  };
})();
