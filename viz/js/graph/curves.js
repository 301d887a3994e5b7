// Lines between two points, straight or bent towards a third, and their heads.
const Curves = (() => {
  // Where a line ends that stops short of a node, and the direction it comes from.
  const ending = ({ from, to, via }, gap) => {
    const bend = via ?? from;
    const angle = Math.atan2(to.y - bend.y, to.x - bend.x);
    return { x: to.x - gap * Math.cos(angle), y: to.y - gap * Math.sin(angle), angle };
  };

  // The three corners of a head whose tip is at an ending.
  const head = ({ x, y, angle }, length) => [0, 1, -1].map((side) => ({
    x: x - Math.abs(side) * length * Math.cos(angle + side * 0.4),
    y: y - Math.abs(side) * length * Math.sin(angle + side * 0.4),
  }));

  // The middle of a line, where its name stands.
  const middle = ({ from, to, via }) => (via
    ? { x: (from.x + 2 * via.x + to.x) / 4, y: (from.y + 2 * via.y + to.y) / 4 }
    : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });

  const round = (value) => Math.round(value * 10) / 10;
  const point = ({ x, y }) => `${round(x)} ${round(y)}`;
  // A line as the path of an SVG.
  const path = ({ from, to, via }) => `M${point(from)}${via ? `Q${point(via)} ` : "L"}${point(to)}`;
  return { ending, head, middle, path };
})();
