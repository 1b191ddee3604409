/** Text of a machine as it stands, broken where it is too wide. */
export const Listing = ({ text }: { text: string }) => <pre class="listing">{text}</pre>
