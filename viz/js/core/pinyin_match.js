// Chinese names found by what one types on a Latin keyboard: full pinyin, initials, or a mix.
const PinyinMatch = (() => {
  // Whether the text spells the syllables from one of them on, each by its beginning.
  const spells = (text, syllables, at) => {
    if (!text) return true;
    const syllable = syllables[at];
    if (syllable === undefined) return false;
    for (let count = Math.min(text.length, syllable.length); count > 0; count -= 1) {
      if (text.startsWith(syllable.slice(0, count)) && spells(text.slice(count), syllables, at + 1)) return true;
    }
    return false;
  };

  // 0 where the name begins so, 1 where a later part of it does, -1 where nothing fits.
  const fit = (text, spelled) => {
    const syllables = spelled.split(" ");
    const index = syllables.findIndex((_, at) => spells(text, syllables, at));
    return Math.min(index, 1);
  };
  return { fit };
})();
