// Drawings of our own: elements of SVG, and the signs of classes and lines.
const svg = (tag, attributes = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return element;
};

const Signs = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  // Corners in a square of 2 by 2 around the origin, as vis-network draws the shapes.
  const CORNERS = {
    square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
    diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
    triangle: [[0, -1], [1, 0.8], [-1, 0.8]],
    triangleDown: [[0, 1], [-1, -0.8], [1, -0.8]],
    hexagon: [[-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0]],
    star: Array.from({ length: 10 }, (_, at) => {
      const [radius, angle] = [at % 2 ? 0.45 : 1.05, (at * Math.PI) / 5];
      return [radius * Math.sin(angle), -radius * Math.cos(angle)];
    }),
  };
  const DASHES = { stated: "", classified: "8 2", scheme: "1 4", inferred: "5 4" };

  const colour = (drawn) => {
    const style = Data.styles.get(drawn);
    return dark.matches ? style.dark : style.colour;
  };

  // The shape of a class around a point.
  const shape = (drawn, x, y, radius, attributes = {}) => {
    const corners = CORNERS[Data.styles.get(drawn).shape];
    const look = { fill: colour(drawn), ...attributes };
    if (!corners) return svg("circle", { cx: x, cy: y, r: radius, ...look });
    const points = corners.map(([dx, dy]) => `${(x + dx * radius).toFixed(1)},${(y + dy * radius).toFixed(1)}`);
    return svg("polygon", { points: points.join(" "), ...look });
  };

  // Signs are copied: the panel has hundreds of them, and each is made of several elements.
  const copies = new Map();
  const copied = (key, create) => {
    if (!copies.has(key)) copies.set(key, create());
    return copies.get(key).cloneNode(true);
  };
  const sign = (drawn) => copied(`${drawn} ${dark.matches}`, () => svg("svg", { viewBox: "0 0 16 16", class: "sign", "aria-hidden": "true" },
    shape(drawn, 8, 8, 7)));
  const line = (basis) => copied(basis, () => svg("svg", { viewBox: "0 0 28 8", class: "stroke", "aria-hidden": "true" },
    svg("line", {
      x1: 1, y1: 4, x2: 27, y2: 4, "stroke-width": 1.8, "stroke-linecap": "round", "stroke-dasharray": DASHES[basis],
    })));

  return { colour, shape, sign, line, DASHES };
})();
