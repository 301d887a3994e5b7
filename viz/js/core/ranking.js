// How well a name fits what one types.
const Ranking = (() => {
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s《》“”"']/g, "");

  // Whole names first, then beginnings, then parts, then what is spelled so; -1 does not fit.
  const rank = (item, wanted) => {
    if (item.names.some((name) => name === wanted)) return 0;
    if (item.names.some((name) => name.startsWith(wanted))) return 1;
    if (item.names.some((name) => name.includes(wanted))) return 2;
    if (wanted.length < 2 || !/^[a-z0-9+.]+$/.test(wanted)) return -1;
    const fits = item.spelled.map((spelled) => PinyinMatch.fit(wanted, spelled)).filter((fit) => fit >= 0);
    return fits.length ? 3 + Math.min(...fits) : -1;
  };

  // items: {key, names, spelled, weight}, names folded. Of equally good ones the heavier first.
  const find = (items, text) => {
    const wanted = fold(text);
    if (!wanted) return [];
    return items.map((item) => ({ ...item, rank: rank(item, wanted) })).filter((item) => item.rank >= 0)
      .sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.key < b.key ? -1 : 1));
  };
  return { fold, find };
})();
