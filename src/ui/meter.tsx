interface MeterProps {
  /** What is measured, for whoever does not see it. */
  label: string
  /** How much that is: "3.2 GB of 100 GB". */
  words: string
  /** How much of all: from 0 to 1, or more. */
  value: number
}

/** How much of something is used: the words, and a bar under them that turns amber, then red. */
export const Meter = ({ label, words, value }: MeterProps) => (
  <div class="meter">
    <span class="numeric">{words}</span>
    <meter
      aria-label={label}
      min={0}
      max={1}
      low={0.9}
      high={0.99999}
      optimum={0}
      value={Math.min(1, value)}
    >
      {words}
    </meter>
  </div>
)
