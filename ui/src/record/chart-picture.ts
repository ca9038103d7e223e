/**
 * The chart on screen as a picture that says whose it is: patient, source and time stand in it. The
 * colours are those of paper, whatever the screen has.
 */

/** What stands above and below the chart. */
export type Stamp = { head: readonly string[]; foot: readonly string[] };

const margin = 24;
const line = 18;
const space = "http://www.w3.org/2000/svg";

/** What of its style a mark needs to look in a picture as on the screen. */
const drawn = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "font-size",
  "font-weight",
  "text-anchor",
] as const;

/** A copy that needs no style sheet. */
export function standalone(chart: SVGSVGElement, stamp: Stamp): SVGSVGElement {
  const width = Number(chart.getAttribute("width"));
  const height = Number(chart.getAttribute("height"));
  const top = margin + stamp.head.length * line;
  const whole = {
    width: width + 2 * margin,
    height: top + height + stamp.foot.length * line + margin,
  };
  const { copy, surface, ink } = onPaper(chart);
  for (const cursor of copy.querySelectorAll("[data-cursor]")) cursor.remove();
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("xmlns", space);
  picture.setAttribute("width", String(whole.width));
  picture.setAttribute("height", String(whole.height));
  picture.setAttribute("font-family", "sans-serif");
  const ground = document.createElementNS(space, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", surface);
  picture.append(ground);
  stamp.head.forEach((text, index) => {
    picture.append(words(text, margin + index * line, ink, index === 0));
  });
  stamp.foot.forEach((text, index) => {
    picture.append(words(text, top + height + (index + 1) * line, ink, false));
  });
  const inner = document.createElementNS(space, "g");
  inner.setAttribute("transform", `translate(${margin} ${top})`);
  inner.append(...copy.childNodes);
  picture.append(inner);
  return picture;
}

/** A copy with the colours that it would have on paper, and those of the paper. */
function onPaper(chart: SVGSVGElement) {
  const paper = document.createElement("div");
  paper.dataset.paper = "";
  const copy = chart.cloneNode(true) as SVGSVGElement;
  paper.append(copy);
  document.body.append(paper);
  const { color } = getComputedStyle(paper);
  const surface = getComputedStyle(paper).getPropertyValue("--surface").trim();
  for (const element of copy.querySelectorAll("*")) takeStyle(element, getComputedStyle(element));
  paper.remove();
  return { copy, surface: surface || "#ffffff", ink: color || "#000000" };
}

function takeStyle(element: Element, style: CSSStyleDeclaration): void {
  element.removeAttribute("class");
  for (const name of drawn) {
    const value = style.getPropertyValue(name);
    if (value) element.setAttribute(name, value);
  }
}

function words(text: string, y: number, ink: string, isStrong: boolean): SVGTextElement {
  const element = document.createElementNS(space, "text");
  element.textContent = text;
  element.setAttribute("x", String(margin));
  element.setAttribute("y", String(y));
  element.setAttribute("fill", ink);
  element.setAttribute("font-size", isStrong ? "14" : "12");
  if (isStrong) element.setAttribute("font-weight", "600");
  return element;
}

/** The picture as a PNG in Base64, twice as fine as the screen. */
export async function asPng(picture: SVGSVGElement): Promise<string> {
  const text = new XMLSerializer().serializeToString(picture);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Number(picture.getAttribute("width")) * 2;
  canvas.height = Number(picture.getAttribute("height")) * 2;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").replace(/^data:image\/png;base64,/, "");
}
