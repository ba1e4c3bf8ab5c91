import type { PreviewReport } from '../../contracts/preview.js';
import { requestLine, type Preview } from '../../hire/preview.js';
import { issueText } from '../../words/problem-blocks.js';
import type { Speech } from './language.js';

interface RequestsProps {
  readonly preview: Preview;
  readonly speech: Speech;
}

/** What would be sent to Lucca, to the letter. */
export function Requests({ preview, speech: { words } }: RequestsProps) {
  const { headings, onlyIf } = words.texts;
  return (
    <>
      <h2>{headings.requests}</h2>
      {preview.requests.map((request) => (
        <>
          {request.onlyIf && <p>{onlyIf[request.onlyIf]}</p>}
          <pre>{`${requestLine(request)}\n${JSON.stringify(request.body, null, 1)}`}</pre>
        </>
      ))}
    </>
  );
}

interface ReportProps {
  readonly report: PreviewReport;
  readonly speech: Speech;
}

/** What would come of the values that were typed. */
export function Report({ report: { preview, asked }, speech }: ReportProps) {
  const { texts } = speech.page.preview;
  return (
    <section role="status">
      <p class="loud">{preview ? texts.nothingSent : asked ? texts.asked : texts.unknown}</p>
      {asked?.problem.issues.map((issue) => (
        <p>{issueText(issue, speech.words)}</p>
      ))}
      {preview && <Requests preview={preview} speech={speech} />}
    </section>
  );
}
