/** A new version can be had: said on the first screen, where nobody is in the middle of something. */
import { Button } from "../design/Button";
import { useWords } from "../l10n/words";
import { useAppState, useDispatch } from "../state/context";
import styles from "./UpdateNotice.module.css";

export function UpdateNotice() {
  const words = useWords();
  const dispatch = useDispatch();
  const news = useAppState((state) => state.overview?.updates);
  if (!news?.offered || news.way !== "itself") return null;
  const { version } = news.offered;
  const isReady = news.stage === "ready";
  return (
    <p role="status" className={styles.notice} data-update={news.stage}>
      {words.say(isReady ? "update-ready" : "update-idle", { version })}
      <Button
        id="update-about"
        look="quiet"
        onPress={() => dispatch({ type: "pageOpened", page: "about" })}
      >
        {words.say("update-look")}
      </Button>
    </p>
  );
}
