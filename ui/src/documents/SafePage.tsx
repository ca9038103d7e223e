/**
 * HTML that the core made harmless, apart from everything else on the screen: a closed shadow root has its
 * styles and its identifiers for itself, and `contain: strict` keeps it within its box. Never an iframe:
 * some webviews give every frame what the app's own page has.
 */
import { useLayoutEffect, useRef } from "react";
import type { SafeHtml } from "../contract/contract";
import styles from "./SafePage.module.css";
import sheet from "./safe-page-sheet";

type Props = { html: SafeHtml; label?: string };

const roots = new WeakMap<HTMLElement, ShadowRoot>();

export function SafePage({ html, label }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const host = place.current;
    if (!host) return;
    const root = roots.get(host) ?? host.attachShadow({ mode: "closed" });
    roots.set(host, root);
    root.adoptedStyleSheets = [sheet()];
    const content = document.createElement("div");
    content.setAttribute("part", "content");
    content.innerHTML = html;
    root.replaceChildren(content);
    // Contained, the box does not grow with what is in it: its height is set, and again when it changes.
    const follow = () =>
      host.style.setProperty("height", `${Math.ceil(content.scrollHeight) + 1}px`);
    follow();
    const observer = new ResizeObserver(follow);
    observer.observe(content);
    return () => observer.disconnect();
  }, [html]);
  return (
    <div className={styles.frame}>
      <div
        ref={place}
        className={styles.page}
        data-safe-page=""
        {...(label ? { role: "group", "aria-label": label } : {})}
      />
    </div>
  );
}
