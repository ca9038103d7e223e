/** How documents of others look: their structure, in our type and colours. */
let made: CSSStyleSheet | null = null;

/** One sheet for all of them. A constructed sheet needs no permission to write styles into the page. */
export default function sheet(): CSSStyleSheet {
  if (made) return made;
  made = new CSSStyleSheet();
  made.replaceSync(`
    :host { all: initial; }
    div { unicode-bidi: isolate; }
    [part="content"] {
      display: flow-root;
      color: var(--text);
      font: 1rem/1.5 var(--font);
      overflow-wrap: anywhere;
    }
    h1, h2, h3, h4, h5, h6 { margin: 1.2em 0 0.4em; line-height: 1.25; font-weight: 600; }
    h1 { font-size: 1.25rem; } h2 { font-size: 1.125rem; } h3, h4, h5, h6 { font-size: 1rem; }
    p, ul, ol, dl, blockquote, table, pre { margin: 0 0 0.8em; }
    ul, ol { padding-inline-start: 1.5em; }
    blockquote { margin-inline-start: 1em; padding-inline-start: 1em; border-inline-start: 2px solid var(--line); }
    table { border-collapse: collapse; max-width: 100%; }
    caption { text-align: start; font-weight: 600; padding-bottom: 0.25em; }
    th, td { border: 1px solid var(--line); padding: 0.25em 0.6em; text-align: start; vertical-align: top; }
    th { background: var(--canvas); font-weight: 600; }
    pre, code, samp, kbd, tt { font-family: var(--font-mono); font-size: 0.9em; }
    pre { white-space: pre-wrap; }
    del, s, strike { text-decoration: line-through; color: var(--text-quiet); }
    ins { text-decoration: underline; }
    img { max-width: 100%; height: auto; }
    hr { border: 0; border-top: 1px solid var(--line); }
  `);
  return made;
}
