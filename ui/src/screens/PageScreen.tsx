/** A screen that is not about a patient: the way back, its name, the menu; below, the screen itself. */
import { type ComponentType, useEffect, useRef } from "react";
import { Button } from "../design/Button";
import { Frame } from "../design/Frame";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { useDispatch } from "../state/context";
import type { Page, PageRoute } from "../state/state";
import { AppMenu } from "./AppMenu";
import { later } from "./later";
import styles from "./PageScreen.module.css";

const screens: Record<Page, ComponentType<{ topic: string | null }>> = {
  connections: later(async () => (await import("../servers/Connections")).Connections),
  activity: later(async () => (await import("../activity/Activity")).Activity),
  about: later(async () => (await import("../about/About")).About),
};

export function PageScreen({ route }: { route: PageRoute }) {
  const words = useWords();
  const dispatch = useDispatch();
  const heading = useRef<HTMLHeadingElement>(null);
  // The menu entry that led here is gone: reading goes on with the page.
  useEffect(() => heading.current?.focus(), []);
  const Screen = screens[route.page];
  return (
    <Frame
      data-page={route.page}
      bar={
        <>
          <Button id="page-back" look="quiet" onPress={() => dispatch({ type: "pageLeft" })}>
            <Icon name="back" />
            {words.say(route.back ? "back-to-record" : "go-home")}
          </Button>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {words.say(`page-${route.page}`)}
          </h1>
          <AppMenu />
        </>
      }
    >
      <Screen key={route.topic} topic={route.topic} />
    </Frame>
  );
}
