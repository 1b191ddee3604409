/** A small picture of something that is named beside it; nothing where there is none. @param src its address */
export const Thumbnail = ({ src, large }: { src: string | null; large?: boolean }) =>
  src === null ? null : (
    <img
      class={large ? 'thumbnail-large' : 'thumbnail'}
      src={src}
      alt=""
      loading="lazy"
      decoding="async"
    />
  )
