import { Button } from './button.tsx'

interface RowButtonProps {
  /** Where it posts to. */
  action: string
  /** What it says, and to screen readers, of which row. */
  text: string
  label: string
}

/** A small button at the end of a row that does something to that row. */
export const RowButton = ({ action, text, label }: RowButtonProps) => (
  <form method="post" action={action}>
    <Button look="quiet" small label={label}>
      {text}
    </Button>
  </form>
)
