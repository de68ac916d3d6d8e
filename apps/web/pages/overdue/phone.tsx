import { withAntd } from '../../base/antd.tsx';
import { PhoneDialog } from '../letters/phone.tsx';

/** The dialogue of the letters' page, with the components it needs: loaded when somebody logs a call. */
export default withAntd(PhoneDialog);
