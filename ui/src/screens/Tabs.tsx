/** The records that are open, one tab each, by patient and server. */
import { Button } from "react-aria-components";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { namesake, patientName } from "../record/names";
import { useAppState, useDispatch, useEffects, useReadState } from "../state/context";
import { sessionOf } from "../state/record-name";
import type { RecordState, Route } from "../state/state";
import styles from "./Tabs.module.css";

export function Tabs({ route }: { route: Route }) {
  const words = useWords();
  const tabs = useAppState((state) => state.tabs);
  const records = useAppState((state) => state.records);
  if (tabs.length === 0) return null;
  return (
    <nav className={styles.bar} aria-label={words.say("tabs-label")} data-region="tabs">
      <ul className={styles.list}>
        {tabs.map(({ session }) => {
          const record = records[session];
          return record && <Tab key={session} record={record} isShown={isShown(route, session)} />;
        })}
      </ul>
      <NewTab />
    </nav>
  );
}

function isShown(route: Route, session: string): boolean {
  return route.at === "record" && route.session === session;
}

function Tab({ record, isShown }: { record: RecordState; isShown: boolean }) {
  const words = useWords();
  const dispatch = useDispatch();
  const { close } = useEffects().record;
  const records = useAppState((state) => state.records);
  const { session, banner, host } = record;
  const isAlike = namesake(record, Object.values(records)) !== null;
  const told =
    isAlike && banner?.identifier
      ? `${words.say("identifier")} ${banner.identifier} · ${host}`
      : host;
  const name = banner
    ? (patientName(banner) ?? words.say("name-unknown"))
    : words.say("tab-opening");
  return (
    <li className={styles.tab} data-shown={isShown} data-record-tab={session}>
      <Button
        className={styles.go ?? ""}
        aria-current={isShown ? "page" : undefined}
        onPress={() => dispatch({ type: "tabShown", session })}
      >
        <span className={styles.name} dir="auto">
          {name}
        </span>
        <span className={styles.host}>{told}</span>
      </Button>
      <Button
        className={styles.close ?? ""}
        aria-label={words.say("tab-close", { name })}
        onPress={() => close(session)}
      >
        <Icon name="close" size={12} />
      </Button>
    </li>
  );
}

/** To another patient of the same sign-in where it finds patients, else to another server. */
function NewTab() {
  const words = useWords();
  const dispatch = useDispatch();
  const read = useReadState();
  const { patients } = useEffects();
  const open = () => {
    const { route, records, desks } = read();
    const from = route.at === "record" ? route.session : null;
    const session = from === null ? null : sessionOf(from);
    const finds = from !== null && (records[from]?.findsPatients || desks[sessionOf(from)]);
    if (session !== null && finds) patients.look(session);
    else dispatch({ type: "wentHome" });
  };
  return (
    <Button
      id="new-tab"
      className={styles.plus ?? ""}
      aria-label={words.say("tab-new")}
      onPress={open}
    >
      <Icon name="plus" />
    </Button>
  );
}
