// How well a name fits what one types.
const Ranking = (() => {
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s《》“”"']/g, "");

  // Whole names first, then beginnings, then parts, then what is spelled so; -1 does not fit.
  const rank = (item, query) => {
    if (item.names.some((name) => name === query)) return 0;
    if (item.names.some((name) => name.startsWith(query))) return 1;
    if (item.names.some((name) => name.includes(query))) return 2;
    if (query.length < 2 || !/^[a-z0-9+.]+$/.test(query)) return -1;
    const fits = item.spelled.map((spelled) => PinyinMatch.fit(query, spelled)).filter((fit) => fit >= 0);
    return fits.length ? 3 + Math.min(...fits) : -1;
  };

  // items: {key, names, spelled, weight}, names folded. Of equally good ones the heavier first.
  const find = (items, text) => {
    const query = fold(text);
    if (!query) return [];
    return items.map((item) => ({ ...item, rank: rank(item, query) })).filter((item) => item.rank >= 0)
      .sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.key < b.key ? -1 : 1));
  };
  return { fold, find };
})();
