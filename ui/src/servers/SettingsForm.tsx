/** How to sign in to a server. What is not filled in is left to what the server suggests. */
import { type FormEvent, useState } from "react";
import type {
  Authentication,
  Problem,
  SaveServer,
  ServerInspection,
  ServerSummary,
  VendorSummary,
} from "../contract/contract";
import { Button } from "../design/Button";
import { Check } from "../design/Check";
import { Field } from "../design/Field";
import { Icon } from "../design/Icon";
import { Options } from "../design/Options";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import { useKept } from "../state/useKept";
import { ScopeList } from "./ScopeList";
import styles from "./SettingsForm.module.css";
import { type Draft, draftOf, forEverybody, settingsOf, withoutSecret } from "./settings";
import type { Target } from "./target";
import { WayBack } from "./WayBack";

type Props = {
  target: Target;
  saved: ServerSummary | null;
  inspection: ServerInspection | null;
  vendors: readonly VendorSummary[];
  isLocked: boolean;
  onSaved: (server: ServerSummary) => void;
};

export const authentications: readonly Authentication[] = [
  "automatic",
  "public",
  "symmetric",
  "asymmetric-es384",
  "asymmetric-rs384",
];

export function SettingsForm({ target, saved, inspection, vendors, isLocked, onSaved }: Props) {
  const words = useWords();
  const effects = useEffects();
  const [draft, setDraft] = useKept<Draft>(
    `settings ${target.fhirBaseUrl}`,
    () => draftOf(target, saved),
    withoutSecret,
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaved, setSaved] = useState(false);
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setSaved(false);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const settings: SaveServer = settingsOf(draft, target, inspection);
    const secret = draft.secret === "" && !draft.forgetSecret ? undefined : draft.secret;
    const { answer, problem: failed } = await effects.servers.save(settings, secret);
    setProblem(failed);
    setSaved(failed === null);
    if (answer) onSaved(answer);
  };
  const isAsymmetric = draft.authentication.startsWith("asymmetric");
  const vendor = vendors.find((one) => one.vendor === (draft.vendor || inspection?.vendor));
  const suggested = inspection?.suggested.scope ?? "";
  const scope = draft.scope.trim() || suggested;
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {isLocked && !saved?.fromPolicy && (
        <p className={styles.locked} data-locked="settings">
          <Icon name="lock" size={14} />
          {words.say("settings-locked")}
        </p>
      )}
      <Field
        id="server-title"
        label={words.say("settings-name")}
        value={draft.name}
        onChange={(name) => change({ name })}
        isDisabled={isLocked}
        autoComplete="off"
      />
      <Field
        id="client-id"
        label={words.say("client-id-label")}
        hint={words.say("client-id-hint")}
        value={draft.clientId}
        onChange={(clientId) => change({ clientId })}
        isDisabled={isLocked}
        autoComplete="off"
      />
      <Options
        id="authentication"
        label={words.say("settings-client")}
        hint={words.say("settings-client-hint")}
        value={draft.authentication}
        isDisabled={isLocked}
        options={authentications.map((one) => ({
          id: one,
          label: words.say(`client-${one}`),
          technical: words.part(`client-${one}`, "technical") || undefined,
          explained: takenWords(one, inspection, words),
        }))}
        onChange={(authentication) => change({ authentication })}
      />
      {draft.authentication === "symmetric" && (
        <Secret draft={draft} saved={saved} isLocked={isLocked} onChange={change} />
      )}
      {isAsymmetric && (
        <Check
          id="key-registered"
          label={words.say("settings-key-registered")}
          value={draft.keyRegistered}
          isDisabled={isLocked}
          onChange={(keyRegistered) => change({ keyRegistered })}
        />
      )}
      <div className={styles.scopes}>
        <Field
          id="scope"
          label={words.say("scope-label")}
          hint={words.say("scope-hint")}
          value={draft.scope}
          onChange={(next) => change({ scope: next })}
          isDisabled={isLocked}
          lines={2}
          monospaced
          autoComplete="off"
        />
        {!isLocked && suggested && (
          <div>
            <Button
              id="scope-everybody"
              look="quiet"
              onPress={() => change({ scope: forEverybody(suggested) })}
            >
              {words.say("scope-everybody")}
            </Button>
          </div>
        )}
        {scope && <ScopeList title={words.say("scope-asks")} scope={scope} />}
      </div>
      <WayBack
        draft={draft}
        inspection={inspection}
        vendor={vendor}
        isLocked={isLocked}
        onChange={change}
      />
      {problem && <ProblemCard problem={problem} />}
      {!isLocked && (
        <div className={styles.actions}>
          <Button id="server-save" look="primary" type="submit">
            {words.say("settings-save")}
          </Button>
          <span role="status" className={styles.quiet}>
            {isSaved && words.say("settings-saved")}
          </span>
        </div>
      )}
    </form>
  );
}

/** Whether the server takes this client type, as far as it says. */
function takenWords(
  one: Authentication,
  inspection: ServerInspection | null,
  words: ReturnType<typeof useWords>,
): string | undefined {
  if (!inspection) return undefined;
  const { clientTypes, suggested } = inspection;
  if (one === "automatic")
    return suggested.authentication
      ? words.say("client-automatic-now", { how: words.say(`client-${suggested.authentication}`) })
      : undefined;
  if (!clientTypes.some(({ authentication }) => authentication === one))
    return words.say("client-not-listed");
  return suggested.authentication === one ? words.say("client-suggested") : undefined;
}

type SecretProps = {
  draft: Draft;
  saved: ServerSummary | null;
  isLocked: boolean;
  onChange: (part: Partial<Draft>) => void;
};

/** It goes inwards only: what is kept is never shown again. */
function Secret({ draft, saved, isLocked, onChange }: SecretProps) {
  const words = useWords();
  const isKept = Boolean(saved?.hasSecret);
  return (
    <div className={styles.scopes}>
      <Field
        id="client-secret"
        label={words.say("secret-label")}
        hint={words.say(isKept ? "secret-kept" : "secret-hint")}
        type="password"
        value={draft.secret}
        onChange={(secret) => onChange({ secret, forgetSecret: false })}
        isDisabled={isLocked}
        autoComplete="off"
      />
      {isKept && (
        <Check
          id="secret-forget"
          label={words.say("secret-forget")}
          value={draft.forgetSecret}
          isDisabled={isLocked}
          onChange={(forgetSecret) => onChange({ forgetSecret, secret: "" })}
        />
      )}
    </div>
  );
}
