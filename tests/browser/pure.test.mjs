// The parts of the page's script that need no page, run by node's own test runner.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const folder = new URL("../../viz/js/", import.meta.url);
const load = (wanted, ...names) => {
  const text = names.map((name) => readFileSync(new URL(`${name}.js`, folder), "utf8")).join("\n");
  return vm.runInNewContext(`"use strict";\n${text}\n;${wanted}`, { URLSearchParams });
};
const plain = (value) => JSON.parse(JSON.stringify(value));

test("pinyin is spelled in full, by initials, or both; a later part fits less", () => {
  const { fit } = load("PinyinMatch", "core/pinyin_match");
  const name = "neng yuan ling yu";
  const table = { nengyuan: 0, nyly: 0, nengyly: 0, lingyu: 1, ly: 1, yuanl: 1, nengyuanx: -1, engyuan: -1 };
  assert.deepEqual(Object.fromEntries(Object.keys(table).map((text) => [text, fit(text, name)])), table);
});

test("names rank whole, by beginning, by part, then by spelling; weight decides between equals", () => {
  const { find, fold } = load("Ranking", "core/pinyin_match", "core/ranking");
  const item = (key, name, spelled, weight) => ({ key, names: [fold(name)], spelled: [spelled], weight });
  const items = [
    item("part", "新能源", "xin neng yuan", 9), item("whole", "能源", "neng yuan", 1), item("light", "能源安全", "neng yuan an quan", 1),
    item("heavy", "能源转型", "neng yuan zhuan xing", 5), item("other", "农业", "nong ye", 7),
  ];
  assert.deepEqual(plain(find(items, "能源").map(({ key, rank }) => [key, rank])),
    [["whole", 0], ["heavy", 1], ["light", 1], ["part", 2]]);
  assert.deepEqual(plain(find(items, "NY").map(({ key }) => key)), ["other", "heavy", "light", "whole", "part"]);
  assert.deepEqual(plain(["", " ", "n", "xyzzy"].map((text) => find(items, text).length)), [0, 0, 0, 0]);
  assert.equal(fold(" “１＋Ｎ” 政策 "), "1+n政策");
});

const start = {
  language: "zh", node: "policy:a", edge: null, figure: null, target: null, path: null, opened: [], unpacked: [],
  tab: "graph", layout: "organic", hidden: new Set(),
};
const known = {
  nodes: new Set(["policy:a", "policy:b&c", "agent:d+e"]), figures: new Set(["quantity:1"]), targets: new Set(["target:1"]),
  groups: new Set(["1/Document"]), hideable: new Set(["Sector", "cites"]), edges: 3, tabs: ["graph", "table"], layouts: ["organic", "groups"],
};

test("what is printed into an address is read back", () => {
  const { parse, print } = load("Address", "core/address");
  const changes = [
    {}, { node: "policy:b&c" }, { node: "agent:d+e", language: "en" }, { node: null, edge: 0 }, { node: null, edge: 2, hidden: new Set(["Sector", "cites"]) },
    { node: null, figure: "quantity:1", tab: "table" }, { node: null, target: "target:1" }, { path: { from: "policy:a", to: null } },
    { path: { from: "policy:a", to: "agent:d+e" }, layout: "groups", unpacked: ["1/Document"], opened: ["policy:a", "agent:d+e"] },
  ];
  const said = (state) => ({ ...plain(state), hidden: [...state.hidden].sort() });
  for (const change of changes) {
    const state = { ...start, ...change };
    assert.deepEqual(said(parse(print(state, start), known, start)), said(state));
  }
  assert.equal(print(start, start), "");
});

test("what an address says and nobody knows is left out", () => {
  const { parse } = load("Address", "core/address");
  const nonsense = ["node=x", "edge=3", "edge=-1", "edge=1.5", "edge=", "figure=x", "target=x", "path=x,policy:a", "open=,x",
    "in=x", "view=x", "layout=x", "lang=fr", "hide=x,,", "%", "=&=", "node=__proto__", "figure=constructor"];
  for (const text of nonsense) assert.deepEqual(plain(parse(text, known, start)), plain(start), text);
});

test("cells of a CSV file are quoted where they must be, and formulas disarmed", () => {
  const { write } = load("Csv", "core/csv");
  assert.equal(write([["a", 1, null], ['say "碳"', "x,y", "two\nlines"], ["=1+1", "-5", "@x"]]),
    '\ufeffa,1,\r\n"say ""碳""","x,y","two\nlines"\r\n\'=1+1,\'-5,\'@x\r\n');
});

test("lines end before the node that they lead to, with a head that points there", () => {
  const { ending, head, middle, path } = load("Curves", "graph/curves");
  const [from, to, via] = [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 100 }];
  assert.deepEqual(plain(ending({ from, to }, 10)), { x: 90, y: 0, angle: 0 });
  const bent = ending({ from, to, via }, 10);
  assert.deepEqual([Math.round(bent.x), Math.round(bent.y)], [100, 10]);
  const [tip, left, right] = head({ x: 90, y: 0, angle: 0 }, 8);
  assert.ok(tip.x === 90 && left.x < 90 && left.y === -right.y);
  assert.deepEqual(plain([middle({ from, to }), middle({ from, to, via })]), [{ x: 50, y: 0 }, { x: 75, y: 50 }]);
  assert.deepEqual([path({ from, to }), path({ from, to, via })], ["M0 0L100 0", "M0 0Q100 100 100 0"]);
});
