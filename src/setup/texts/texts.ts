import type { Mode } from '../../config/schema.js';

/** What setting up says to the person at the terminal. */
export interface SetupTexts {
  readonly questions: {
    readonly lucca: string;
    readonly luccaKey: string;
    readonly connection: string;
    readonly establishment: string;
    readonly department: string;
    readonly primaryRole: string;
    readonly contractType: string;
    readonly contractTypes: string;
    readonly flatchrCompany: string;
    readonly flatchrKey: string;
    readonly hiredColumn: string;
    readonly startDateTag: string;
    readonly workEmailTag: string;
    readonly admins: string;
    readonly mode: string;
    readonly language: string;
    readonly timeZone: string;
    readonly country: string;
    readonly smtp: string;
    readonly from: string;
    readonly testMail: string;
    readonly publicUrl: string;
  };
  readonly intro: string;
  readonly none: string;
  readonly keep: string;
  readonly skip: string;
  readonly modes: Readonly<Record<Mode, string>>;
  readonly required: string;
  readonly givenUp: string;
  readonly notAmong: (labels: readonly string[]) => string;
  readonly badHost: string;
  readonly badId: string;
  readonly badAddress: string;
  readonly badUrl: string;
  readonly badZone: string;
  readonly badCountry: string;
  readonly badSmtp: string;
  readonly badTypes: string;
  /** `reason`: a technical word such as ECONNREFUSED or a status. */
  readonly luccaRefused: (reason: string) => string;
  readonly luccaUnreachable: (reason: string) => string;
  readonly lists: Readonly<Record<'establishments' | 'departments' | 'roles', string>>;
  readonly luccaUnlisted: (what: string, reason: string) => string;
  readonly flatchrRefused: (reason: string) => string;
  readonly flatchrUnreachable: (reason: string) => string;
  readonly flatchrCompanyUnknown: string;
  readonly mailRefused: (reason: string) => string;
  readonly withoutFlatchrKey: string;
  readonly contractTypesOf: (flatchr: readonly string[], lucca: readonly string[]) => string;
  readonly testMailSubject: string;
  readonly testMailText: string;
  readonly written: (file: string) => string;
  readonly webhook: (url: string) => string;
  /** `root`: what stands in its place. */
  readonly withoutPublicUrl: (root: string) => string;
  readonly next: string;
}
