/** What to enter where the app is registered with a server, and what its vendor asks for. */
import { useState } from "react";
import type {
  Authentication,
  RegistrationHelp,
  ServerInspection,
  ServerSummary,
  VendorSummary,
} from "../contract/contract";
import { Choice } from "../design/Choice";
import { CopyField } from "../design/CopyField";
import { Fold } from "../design/Fold";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { Skeleton } from "../design/Skeleton";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import { useOutcome } from "../state/useOutcome";
import { RegisterHere } from "./RegisterHere";
import styles from "./Registration.module.css";
import { Scopes } from "./ScopeList";
import { scopesOf } from "./scope-words";
import type { Target } from "./target";

type Props = {
  target: Target;
  saved: ServerSummary | null;
  inspection: ServerInspection | null;
  vendors: readonly VendorSummary[];
  isLocked: boolean;
  onSaved: (server: ServerSummary) => void;
};

const kinds = ["public", "symmetric", "asymmetric-es384", "asymmetric-rs384"] as const;
type Kind = (typeof kinds)[number];

export function Registration(props: Props) {
  const { target, saved, inspection, vendors, isLocked, onSaved } = props;
  const words = useWords();
  const effects = useEffects();
  const [kind, setKind] = useState<Kind>(() => kindOf(saved?.authentication, inspection));
  const { server } = target;
  // What is to be registered depends on the way back that is saved.
  const way = `${saved?.redirect} ${saved?.redirectUri}`;
  const { outcome } = useOutcome(`${server} ${kind} ${way}`, () =>
    effects.servers.help({ authentication: kind, ...(server ? { server } : {}) }),
  );
  const wanted = saved?.vendor ?? target.vendor ?? inspection?.vendor;
  const vendor = vendors.find((one) => one.vendor === wanted);
  return (
    <div className={styles.registration} data-region="registration">
      <p>{words.say(target.isOpen ? "register-open" : "register-lead")}</p>
      {target.registrationPage && (
        <CopyField
          label={words.say("register-page")}
          text={target.registrationPage}
          copy={words.say("copy")}
        />
      )}
      {vendor && vendor.notes.length > 0 && <Notes vendor={vendor} />}
      <div className={styles.kind}>
        <p className={styles.label}>{words.say("register-as")}</p>
        <Choice
          label={words.say("register-as")}
          value={kind}
          options={kinds.map((id) => ({ id, label: words.say(`register-${id}`) }))}
          onChange={setKind}
        />
        <code className={styles.quiet}>{words.part(`client-${kind}`, "technical")}</code>
      </div>
      {outcome?.answer?.canRegister && !isLocked && (
        <RegisterHere key={kind} kind={kind} server={server} onSaved={onSaved} />
      )}
      {!outcome && <Skeleton rows={4} />}
      {outcome?.problem && <ProblemCard problem={outcome.problem} />}
      {outcome?.answer && <Entries help={outcome.answer} />}
    </div>
  );
}

function kindOf(chosen: Authentication | undefined, inspection: ServerInspection | null): Kind {
  const suggested = chosen === "automatic" ? undefined : chosen;
  const wanted = suggested ?? inspection?.suggested.authentication;
  return kinds.find((one) => one === wanted) ?? "public";
}

function Notes({ vendor }: { vendor: VendorSummary }) {
  const words = useWords();
  return (
    <section className={styles.notes}>
      <h3>{words.say("register-notes", { vendor: vendor.title })}</h3>
      <ul>
        {vendor.notes.map((note) => (
          <li key={note} className={styles.note} data-note={note}>
            <Icon name="chevron" size={12} />
            <span>{words.code("note", note)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entries({ help }: { help: RegistrationHelp }) {
  const words = useWords();
  const { clientName, redirectUris, launchUri, scope, jwks, metadata, canRegister } = help;
  return (
    <>
      {canRegister && <p className={styles.quiet}>{words.say("register-by-hand")}</p>}
      <CopyField label={words.say("register-name")} text={clientName} copy={words.say("copy")} />
      {redirectUris.map((uri, index) => (
        <CopyField
          key={uri}
          id={index === 0 ? "copy-redirect" : `copy-redirect-${index + 1}`}
          label={words.say(index === 0 ? "redirect-label" : "redirect-also")}
          text={uri}
          copy={words.say("copy-redirect")}
        />
      ))}
      <CopyField
        label={words.say("register-launch")}
        hint={words.say("register-launch-hint")}
        text={launchUri}
        copy={words.say("copy")}
      />
      <div className={styles.kind}>
        <CopyField
          label={words.say("register-scopes")}
          hint={words.say("register-scopes-hint")}
          text={scope}
          copy={words.say("copy-scopes")}
        />
        <Fold id="register-scope-words" title={words.say("scope-asks")}>
          <Scopes scopes={scopesOf(scope)} />
        </Fold>
      </div>
      {jwks && (
        <CopyField
          id="copy-jwks"
          label={words.say("register-jwks")}
          hint={words.say("register-jwks-hint")}
          text={jwks}
          copy={words.say("copy-jwks")}
        />
      )}
      <Fold id="register-metadata" title={words.say("register-all")}>
        <CopyField
          label={words.say("register-metadata")}
          text={metadata}
          copy={words.say("copy-metadata")}
        />
      </Fold>
    </>
  );
}
