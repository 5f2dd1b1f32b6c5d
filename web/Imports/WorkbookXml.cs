using System.Text;
using System.Xml;

namespace Circle.Web.Imports;

/// <summary>
/// One part of a workbook, read forward once. Nothing of it is read from elsewhere, and none of its names, texts, attributes and
/// levels may be larger than a workbook needs: what is larger ends as what is broken does.
/// </summary>
internal sealed class WorkbookXml : IDisposable
{
    /// <summary>Characters that a workbook's cell may hold.</summary>
    public const int MostText = 32_767;

    /// <summary>Levels of elements; those of a sheet have six.</summary>
    private const int MostDepth = 32;

    /// <summary>Of a part: more than a full sheet has with every cell styled, and read in seconds.</summary>
    private const int MostNodes = 8_000_000;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";

    /// <summary>A document type brings entities, which grow without end or come from elsewhere: it is refused as broken.</summary>
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true };

    private readonly XmlReader xml;
    private readonly CancellationToken cancel;
    private int nodes;

    public WorkbookXml(Stream part, CancellationToken cancel)
    {
        var marks = new ShortMarks(part);
        xml = XmlReader.Create(marks, Safe);
        this.cancel = cancel;
    }

    public int Depth => xml.Depth;

    public bool IsEmpty => xml.IsEmptyElement;

    /// <exception cref="InvalidDataException">It is nested too deeply, or has more in it than any sheet.</exception>
    public bool Next()
    {
        cancel.ThrowIfCancellationRequested();
        if (!xml.Read()) return false;
        if (++nodes > MostNodes) throw new InvalidDataException("too many elements");
        return xml.Depth <= MostDepth ? true : throw new InvalidDataException("too many levels");
    }

    /// <summary>Whether it stands at the beginning of an element of sheets, so many levels down.</summary>
    public bool IsAt(string element, int depth) => xml.NodeType == XmlNodeType.Element && xml.Depth == depth && xml.LocalName == element && xml.NamespaceURI is Main or Strict;

    public bool IsAtEnd(int depth) => xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth;

    /// <summary>Whether it stands at the beginning of an element, whoseever it is.</summary>
    public bool IsAtAny(string element) => xml.NodeType == XmlNodeType.Element && xml.LocalName == element;

    public string? Attribute(string name) => xml.GetAttribute(name);

    /// <summary>By its local name: of an id that belongs to relations.</summary>
    public string? ForeignAttribute(string name)
    {
        string? value = null;
        while (xml.MoveToNextAttribute())
            if (xml.LocalName == name && xml.Prefix.Length > 0) value = xml.Value;
        xml.MoveToElement();
        return value;
    }

    /// <summary>What stands in the element itself; ends at its end.</summary>
    public string Text() => Read(xml.Depth, isText: true);

    /// <summary>What its runs say one after another, without how they are read aloud; ends at the element's end.</summary>
    public string RichText() => Read(xml.Depth, isText: false);

    public void Dispose() => xml.Dispose();

    private string Read(int depth, bool isText)
    {
        if (xml.IsEmptyElement) return "";
        var text = new StringBuilder();
        var (isRun, aloud) = (isText, int.MaxValue);
        while (Next() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                if (isRun) text.Append(xml.Value);
                if (text.Length > MostText) throw new InvalidDataException("a text is too long");
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                if (xml.Depth == aloud) aloud = int.MaxValue;
                isRun = false;
            }
            else if (xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false })
            {
                if (xml.LocalName == "rPh" && aloud == int.MaxValue) aloud = xml.Depth;
                isRun = xml.LocalName == "t" && xml.Depth < aloud;
            }
        }

        // As sheets write what XML does not hold: _x000D_.
        return text.Length == 0 ? "" : XmlConvert.DecodeName(text.ToString());
    }

    /// <summary>A list of attributes, a name and a text are held as a whole before anybody sees them.</summary>
    private sealed class ShortMarks(Stream part) : TextReader
    {
        /// <summary>Characters from one angle to the next; a text of a cell may write each of its own as five.</summary>
        private const int Most = 6 * MostText;

        private readonly StreamReader text = new(part, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        private int length;

        public override int Read(char[] buffer, int index, int count)
        {
            var read = text.Read(buffer, index, count);
            foreach (var c in buffer.AsSpan(index, read))
            {
                length = c is '<' or '>' ? 0 : length + 1;
                if (length > Most) throw new InvalidDataException("a part of it is too long");
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) text.Dispose();
            base.Dispose(disposing);
        }
    }
}
