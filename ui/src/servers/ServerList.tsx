/** One field that takes a name or an address; below, the servers that fit. */
import type { FormEvent } from "react";
import { Button as RacButton } from "react-aria-components";
import type { Preset, ServerSummary } from "../contract/contract";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { useAppState, useEffects } from "../state/context";
import { hostOf, isAddress, isSameServer, withScheme } from "../state/server-name";
import { useKept } from "../state/useKept";
import { useOutcome } from "../state/useOutcome";
import { Clinics } from "./Clinics";
import styles from "./ServerList.module.css";
import { type Target, targetOf, targetOfAddress, targetOfPreset } from "./target";

type Props = {
  servers: readonly ServerSummary[];
  mayChange: boolean;
  target: Target | null;
  onChoose: (target: Target) => void;
};

const none: readonly Preset[] = [];

export function ServerList({ servers, mayChange, target, onChoose }: Props) {
  const words = useWords();
  const effects = useEffects();
  const [typed, setTyped] = useKept("servers-find", () => "");
  const { outcome } = useOutcome("presets", effects.servers.presets);
  const fits = (...texts: string[]) => matches(texts, typed);
  const saved = servers.filter(({ name, host }) => fits(name, host));
  const presets = (outcome?.answer ?? none).filter(
    ({ name, fhirBaseUrl }) =>
      fits(name, hostOf(fhirBaseUrl)) &&
      !servers.some((one) => isSameServer(one.fhirBaseUrl, fhirBaseUrl)),
  );
  const connected = useConnected(servers).filter(({ name }) => fits(name));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const first = saved[0] ? targetOf(saved[0]) : presets[0] && targetOfPreset(presets[0]);
    if (looksLikeAddress(typed)) onChoose(targetOfAddress(withScheme(typed)));
    else if (first) onChoose(first);
  };
  return (
    <nav className={styles.list} aria-label={words.say("page-connections")}>
      {mayChange ? (
        <form className={styles.find} onSubmit={submit}>
          <Field
            id="server-find"
            label={words.say("servers-find")}
            hint={words.say("servers-find-hint")}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
          />
          {looksLikeAddress(typed) && (
            <Button id="server-look" look="primary" type="submit">
              {words.say("servers-look", { host: hostOf(withScheme(typed)) })}
            </Button>
          )}
        </form>
      ) : (
        <p className={styles.locked} data-locked="servers">
          <Icon name="lock" size={14} />
          {words.say("servers-locked")}
        </p>
      )}
      <Group
        title={words.say("servers-saved")}
        empty={typed ? null : words.say("servers-no-saved")}
      >
        {saved.map((one) => (
          <Item
            key={one.server}
            id={one.server}
            name={one.name}
            second={one.host}
            locked={one.fromPolicy}
            isChosen={target?.server === one.server}
            onChoose={() => onChoose(targetOf(one))}
          />
        ))}
      </Group>
      {mayChange && (
        <Group title={words.say("servers-connected")}>
          {connected.map((one) => (
            <Item
              key={one.fhirBaseUrl}
              id={one.fhirBaseUrl}
              name={one.name}
              second={one.fhirBaseUrl}
              isChosen={target?.server === null && target.fhirBaseUrl === one.fhirBaseUrl}
              onChoose={() => onChoose(one)}
            />
          ))}
        </Group>
      )}
      {mayChange && <Clinics typed={typed} target={target} onChoose={onChoose} />}
      {mayChange && presets.length > 0 && (
        <Group title={words.say("servers-presets")}>
          {presets.map((preset) => (
            <Item
              key={preset.fhirBaseUrl}
              id={preset.fhirBaseUrl}
              name={preset.name}
              second={words.say(preset.open ? "preset-open" : "preset-registered")}
              isChosen={target?.server === null && target.fhirBaseUrl === preset.fhirBaseUrl}
              onChoose={() => onChoose(targetOfPreset(preset))}
            />
          ))}
        </Group>
      )}
    </nav>
  );
}

/** Servers that were connected to by their address, with nothing saved about them. */
function useConnected(servers: readonly ServerSummary[]): Target[] {
  const connections = useAppState((state) => state.overview?.connections);
  const addresses = new Set(connections?.map(({ fhirBaseUrl }) => fhirBaseUrl));
  return [...addresses]
    .filter((address) => !servers.some((one) => isSameServer(one.fhirBaseUrl, address)))
    .map(targetOfAddress);
}

/** A word with a dot, a colon or a slash; everything else is looked up by name. */
function looksLikeAddress(typed: string): boolean {
  const text = typed.trim();
  return /[./:]/.test(text) && isAddress(text);
}

function matches(texts: readonly string[], typed: string): boolean {
  const sought = looksLikeAddress(typed) ? hostOf(withScheme(typed)) : typed;
  const wanted = sought.trim().toLowerCase().split(/\s+/);
  return wanted.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
}

type GroupProps = { title: string; empty?: string | null; children: React.ReactNode[] };

export function Group({ title, empty = null, children }: GroupProps) {
  if (children.length === 0 && !empty) return null;
  return (
    <section className={styles.group}>
      <h2 className={styles.heading}>{title}</h2>
      {children.length > 0 ? <ul>{children}</ul> : <p className={styles.empty}>{empty}</p>}
    </section>
  );
}

type ItemProps = {
  id: string;
  name: string;
  second: string;
  locked?: boolean;
  isChosen: boolean;
  onChoose: () => void;
};

export function Item({ id, name, second, locked = false, isChosen, onChoose }: ItemProps) {
  const words = useWords();
  return (
    <li>
      <RacButton
        className={styles.item ?? ""}
        data-server={id}
        aria-current={isChosen || undefined}
        onPress={onChoose}
      >
        <span className={styles.name} dir="auto">
          {name}
        </span>
        <span className={styles.second}>{second}</span>
        {locked && (
          <span className={styles.lock}>
            <Icon name="lock" size={14} />
            <span className="visually-hidden">{words.say("server-from-policy")}</span>
          </span>
        )}
      </RacButton>
    </li>
  );
}
