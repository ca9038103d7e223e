/** A picture, as a blob: its bytes were told to be one by the core. */
import { useState } from "react";
import { useWords } from "../l10n/words";
import styles from "./Reader.module.css";
import { useBlob } from "./useBlob";
import { Zoom } from "./Zoom";

type Props = { bytes: Uint8Array; mediaType: string; name: string };

export function ImageView({ bytes, mediaType, name }: Props) {
  const words = useWords();
  const [zoom, setZoom] = useState(1);
  const source = useBlob(bytes, mediaType);
  const [isBroken, setBroken] = useState(false);
  if (isBroken)
    return (
      <div className={styles.message} role="alert" data-content="image-failed">
        <p className={styles.strong}>{words.say("image-failed")}</p>
        <p>{words.part("image-failed", "action")}</p>
      </div>
    );
  return (
    <div className={styles.viewer} data-content="image">
      <div className={styles.tools}>
        <Zoom zoom={zoom} onZoom={setZoom} />
      </div>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        tabIndex={0}
        aria-label={words.say("image-name", { name })}
      >
        {source && (
          <img
            className={styles.image}
            src={source}
            alt={words.say("image-name", { name })}
            style={{ width: `${zoom * 100}%` }}
            onError={() => setBroken(true)}
          />
        )}
      </section>
    </div>
  );
}
