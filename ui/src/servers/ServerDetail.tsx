/** One server: what it supports, how to sign in to it, how the app is registered with it. */
import { useState } from "react";
import { type Key, Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import type { Problem, ServerSummary, VendorSummary } from "../contract/contract";
import { Button } from "../design/Button";
import { Floating } from "../design/Floating";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import question from "../screens/Question.module.css";
import { useEffects } from "../state/context";
import { hostOf } from "../state/server-name";
import { useKept } from "../state/useKept";
import { useOutcome } from "../state/useOutcome";
import { Registration } from "./Registration";
import styles from "./ServerDetail.module.css";
import { SettingsForm } from "./SettingsForm";
import { Supports } from "./Supports";
import type { Target } from "./target";

type Props = {
  target: Target;
  /** `null` while it is not saved. */
  saved: ServerSummary | null;
  vendors: readonly VendorSummary[];
  mayChange: boolean;
  onSaved: (server: ServerSummary) => void;
  onRemoved: () => void;
  onClose: () => void;
};

export const tabs = ["supports", "settings", "registration"] as const;

export function ServerDetail(props: Props) {
  const { target, saved, vendors, mayChange, onSaved, onRemoved, onClose } = props;
  const words = useWords();
  const effects = useEffects();
  const { fhirBaseUrl, vendor } = target;
  const [fresh, setFresh] = useState(false);
  const [tab, setTab] = useKept<Key>("server-tab", () => "supports");
  const { outcome, again } = useOutcome(`${fhirBaseUrl} ${vendor}`, () =>
    effects.servers.inspect({
      fhirBaseUrl,
      ...(fresh ? { fresh } : {}),
      ...(vendor ? { vendor } : {}),
    }),
  );
  const askAgain = () => {
    setFresh(true);
    again();
  };
  const connect = () => {
    const base = outcome?.answer?.fhirBaseUrl ?? fhirBaseUrl;
    effects.signIn.connect(
      saved ? { fhirBaseUrl: base, server: saved.server } : { fhirBaseUrl: base },
      saved?.name ?? target.name,
    );
  };
  return (
    <article className={styles.detail} data-region="server" aria-labelledby="server-name">
      <header className={styles.head}>
        <span className={styles.close}>
          <Button id="server-close" look="quiet" onPress={onClose}>
            <Icon name="back" />
            {words.say("page-connections")}
          </Button>
        </span>
        <div className={styles.who}>
          <h2 id="server-name" className={styles.name} dir="auto">
            {saved?.name ?? outcome?.answer?.brands[0]?.name ?? target.name}
          </h2>
          <p className={styles.address}>{fhirBaseUrl}</p>
        </div>
        <div className={styles.actions}>
          {saved && mayChange && !saved.fromPolicy && (
            <Remove server={saved} onRemoved={onRemoved} />
          )}
          <Button id="server-connect" look="primary" onPress={connect}>
            {words.say("connect")}
          </Button>
        </div>
      </header>
      {saved?.fromPolicy && (
        <p className={styles.locked} data-locked="server">
          <Icon name="lock" size={14} />
          {words.say("server-from-policy")}
        </p>
      )}
      <Tabs selectedKey={tab} onSelectionChange={setTab}>
        <TabList aria-label={words.say("server-tabs")} className={styles.tabs ?? ""}>
          {tabs.map((tab) => (
            <Tab key={tab} id={tab} className={styles.tab ?? ""} data-tab={tab}>
              {words.say(`server-tab-${tab}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="supports" className={styles.panel ?? ""}>
          <Supports
            host={hostOf(fhirBaseUrl)}
            outcome={outcome}
            pinned={saved?.endpoints ?? []}
            again={askAgain}
          />
        </TabPanel>
        <TabPanel id="settings" className={styles.panel ?? ""}>
          <SettingsForm
            target={target}
            saved={saved}
            inspection={outcome?.answer ?? null}
            vendors={vendors}
            isLocked={!mayChange || Boolean(saved?.fromPolicy)}
            onSaved={onSaved}
          />
        </TabPanel>
        <TabPanel id="registration" className={styles.panel ?? ""}>
          <Registration
            target={target}
            saved={saved}
            inspection={outcome?.answer ?? null}
            vendors={vendors}
            isLocked={!mayChange || Boolean(saved?.fromPolicy)}
            onSaved={onSaved}
          />
        </TabPanel>
      </Tabs>
    </article>
  );
}

function Remove({ server, onRemoved }: { server: ServerSummary; onRemoved: () => void }) {
  const words = useWords();
  const effects = useEffects();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const remove = async () => {
    const { problem: failed } = await effects.servers.remove(server.server);
    setProblem(failed);
    if (!failed) onRemoved();
  };
  return (
    <>
      <Button id="server-remove" look="quiet" onPress={() => setAsking(true)}>
        {words.say("server-remove")}
      </Button>
      {asking && (
        <Floating
          title={words.say("server-remove-title", { name: server.name })}
          onClose={() => setAsking(false)}
          decision
        >
          <p>{words.say("server-remove-explained")}</p>
          {problem && <ProblemCard problem={problem} />}
          <div className={question.actions}>
            <Button onPress={() => setAsking(false)}>{words.say("cancel")}</Button>
            <Button id="server-remove-confirm" look="primary" onPress={() => void remove()}>
              {words.say("server-remove")}
            </Button>
          </div>
        </Floating>
      )}
    </>
  );
}
