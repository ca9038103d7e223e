/** All keys that a record answers to. */
import { Button } from "../design/Button";
import { Floating } from "../design/Floating";
import { Kbd } from "../design/Kbd";
import { useWords } from "../l10n/words";
import { lockKeys } from "../screens/useLockKey";
import { closeTabKeys, nextTabKeys, tabKeys } from "../screens/useTabKeys";
import { places } from "../state/state";
import { exportKeys, paletteKeys, placeKeys } from "./keys";
import styles from "./Shortcuts.module.css";

export function Shortcuts({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const general: [string, readonly string[]][] = [
    [words.say("key-palette"), paletteKeys],
    [words.say("key-search"), ["/"]],
    [words.say("key-filter"), ["f"]],
    [words.say("key-year"), ["y", "[", "]"]],
    [words.say("key-move"), ["j", "k", "↑", "↓"]],
    [words.say("key-open"), ["Enter"]],
    [words.say("key-fold"), ["←", "→"]],
    [words.say("key-close"), ["Esc"]],
    [words.say("key-help"), ["?"]],
    [words.say("export-key"), exportKeys],
    [words.say("key-tab-next"), nextTabKeys],
    [words.say("key-tab-number"), tabKeys],
    [words.say("key-tab-close"), closeTabKeys],
    [words.say("key-lock"), lockKeys],
  ];
  const sections = places.map((place): [string, readonly string[]] => [
    words.say("key-go", { place: words.say(`place-${place}`) }),
    ["g", placeKeys[place]],
  ]);
  const half = Math.ceil(sections.length / 2);
  return (
    <Floating title={words.say("shortcuts-title")} onClose={onClose} wide>
      <div className={styles.columns}>
        {[general, sections.slice(0, half), sections.slice(half)].map((group) => (
          <dl key={group[0]?.[0]} className={styles.keys}>
            {group.map(([name, keys]) => (
              <div key={name} className={styles.line}>
                <dt>{name}</dt>
                <dd>
                  <Kbd keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        ))}
      </div>
      <div>
        <Button onPress={onClose}>{words.say("close")}</Button>
      </div>
    </Floating>
  );
}
