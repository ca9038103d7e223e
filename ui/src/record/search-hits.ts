/** Where the words of a search stand in a text, in any case and with or without accents. */

export type Part = { part: string; isHit: boolean };

/** What the core folds, too: case, and marks above and below letters. */
function fold(letter: string): string {
  return letter.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

export function hits(text: string, typed: string): Part[] {
  const wanted = typed.split(/\s+/).map(fold).filter(Boolean);
  // Folding changes lengths: each folded unit remembers from which letter it came.
  const letters = [...text];
  let folded = "";
  const from: number[] = [];
  letters.forEach((letter, index) => {
    for (const unit of fold(letter)) {
      folded += unit;
      for (let count = 0; count < unit.length; count++) from.push(index);
    }
  });
  const isHit = new Array<boolean>(letters.length).fill(false);
  for (const word of wanted)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
      for (let unit = at; unit < at + word.length; unit++) isHit[from[unit] ?? 0] = true;
  const parts: Part[] = [];
  letters.forEach((letter, index) => {
    const last = parts.at(-1);
    const hit = isHit[index] ?? false;
    // A mark that follows its letter belongs to it.
    const follows = fold(letter) === "" && last !== undefined;
    if (last && (follows || last.isHit === hit)) last.part += letter;
    else parts.push({ part: letter, isHit: hit });
  });
  return parts;
}
