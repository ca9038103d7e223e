/** Something that unfolds in place. */
import type { ReactNode } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import styles from "./Fold.module.css";
import { Icon } from "./Icon";

type Props = {
  title: string;
  /** Id of the button. */
  id?: string;
  isOpen?: boolean;
  onOpen?: (open: boolean) => void;
  /** Of its heading; 2 where it stands under the title of a page. */
  level?: number;
  children: ReactNode;
};

export function Fold({ title, id, isOpen, onOpen, level = 2, children }: Props) {
  const control = isOpen === undefined ? {} : { isExpanded: isOpen };
  return (
    <Disclosure {...control} {...(onOpen ? { onExpandedChange: onOpen } : {})}>
      <Heading level={level} className={styles.heading}>
        <Button slot="trigger" className={styles.trigger} {...(id ? { id } : {})}>
          <span className={styles.chevron}>
            <Icon name="chevron" size={14} />
          </span>
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className={styles.panel}>
        <div className={styles.content}>{children}</div>
      </DisclosurePanel>
    </Disclosure>
  );
}
