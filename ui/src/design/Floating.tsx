/** A dialog above everything else. Esc or a click beside it closes it. */
import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import styles from "./Floating.module.css";

type Props = {
  title: string;
  onClose: () => void;
  /** A decision is asked for: a click beside it does not answer. */
  decision?: boolean;
  /** The title is read to those who listen and not shown. */
  plain?: boolean;
  /** Two columns have room in it. */
  wide?: boolean;
  children: ReactNode;
};

export function Floating({
  title,
  onClose,
  decision = false,
  plain = false,
  wide = false,
  children,
}: Props) {
  return (
    <ModalOverlay
      className={styles.veil ?? ""}
      isOpen
      isDismissable={!decision}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={(wide ? styles.wide : styles.modal) ?? ""}>
        <Dialog
          role={decision ? "alertdialog" : "dialog"}
          className={plain ? styles.plain : styles.dialog}
          {...(plain ? { "aria-label": title } : {})}
        >
          {!plain && (
            <Heading slot="title" level={2} className={styles.title}>
              {title}
            </Heading>
          )}
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
