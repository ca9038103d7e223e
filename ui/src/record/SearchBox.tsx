/** Filters the list that is shown, by words. */
import { useEffect, useState } from "react";
import { Button, Input, SearchField } from "react-aria-components";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { useDispatch } from "../state/context";
import styles from "./SearchBox.module.css";

export function SearchBox({ text }: { text: string }) {
  const words = useWords();
  const dispatch = useDispatch();
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => dispatch({ type: "searched", text: typed }), 150);
    return () => clearTimeout(timer);
  }, [typed, text, dispatch]);
  return (
    <SearchField
      className={styles.box ?? ""}
      aria-label={words.say("search-label")}
      value={typed}
      onChange={setTyped}
    >
      <span className={styles.icon}>
        <Icon name="search" size={14} />
      </span>
      <Input
        id="search"
        className={styles.input ?? ""}
        placeholder={words.say("search-label")}
        spellCheck={false}
      />
      {typed && (
        <Button className={styles.clear ?? ""} aria-label={words.say("search-clear")}>
          <Icon name="close" size={14} />
        </Button>
      )}
    </SearchField>
  );
}
