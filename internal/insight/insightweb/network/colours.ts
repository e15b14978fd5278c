// The colours of the picture are read from the page: from its legend and from the
// frame of the picture, whatever scheme is chosen.

export interface Colours {
  marks: Record<string, { fill: string; edge: string; letter: string }>;
  ties: { colour: string; width: number; dash: number[] }[];
  ink: string;
  paper: string;
  quiet: string;
  warm: string;
  font: string;
}

export function readColours(canvas: HTMLCanvasElement, marks: string[], ties: string[]): Colours {
  const frame = getComputedStyle(canvas.parentElement!);
  const legend = (css: string) => {
    const found = document.querySelector(`.net-legend ${css}`);
    return found ? getComputedStyle(found) : null;
  };
  const colours: Colours = {
    marks: {},
    ties: ties.map((tie) => lineOf(legend(`.tie--${tie}`))),
    ink: frame.color,
    paper: frame.backgroundColor,
    quiet: frame.outlineColor,
    warm: frame.caretColor,
    font: frame.fontFamily,
  };
  for (const mark of marks) {
    const drawn = legend(`path.net-${mark}, .net-legend .net-${mark} > path`);
    const letter = legend(`.net-${mark} > text`);
    colours.marks[mark] = { fill: drawn?.fill ?? colours.quiet, edge: drawn?.stroke ?? colours.paper, letter: letter?.fill ?? colours.paper };
  }
  return colours;
}

function lineOf(style: CSSStyleDeclaration | null): { colour: string; width: number; dash: number[] } {
  const dash = (style?.strokeDasharray ?? "none").split(/[\s,]+/).map(parseFloat);
  return {
    colour: style?.stroke ?? "gray",
    width: parseFloat(style?.strokeWidth ?? "") || 1,
    dash: dash.every(Number.isFinite) ? dash : [],
  };
}
