using System.Xml;
using System.Xml.Linq;
using DentalMigration.Emulator.Errors;
using DentalMigration.Emulator.Schema;

namespace DentalMigration.Emulator.Ui;

/// <summary>Checks the XML of a form or a dashboard: tabs hold columns, columns sections, sections rows, rows cells, cells a control.</summary>
internal sealed class FormXml
{
    /// <summary>The elements that each element takes.</summary>
    private static readonly Dictionary<string, string[]> Children = new(StringComparer.Ordinal)
    {
        ["form"] =
        [
            "ancestor", "hiddencontrols", "tabs", "header", "footer", "events", "clientresources", "Navigation", "formLibraries",
            "externaldependencies", "controlDescriptions", "DisplayConditions", "formparameters", "RibbonDiffXml", "internaljscriptfile",
        ],
        ["tabs"] = ["tab"],
        ["tab"] = ["labels", "tabheader", "tabfooter", "columns", "events"],
        ["columns"] = ["column"],
        ["column"] = ["sections"],
        ["sections"] = ["section"],
        ["section"] = ["labels", "rows"],
        ["header"] = ["rows"],
        ["footer"] = ["rows"],
        ["rows"] = ["row"],
        ["row"] = ["cell"],
        ["cell"] = ["labels", "control", "events"],
        ["labels"] = ["label"],
    };

    private readonly SchemaSnapshot _schema;
    private readonly Table? _table;
    private readonly Guid _form;
    private readonly ComponentUse _use = new();
    private readonly HashSet<Guid> _ids = [];

    private FormXml(SchemaSnapshot schema, Table? table, Guid form) => (_schema, _table, _form) = (schema, table, form);

    /// <param name="schema">The schema that names must be in.</param>
    /// <param name="table">The form's table; null for dashboards.</param>
    /// <param name="form">The form's id, for messages.</param>
    /// <param name="text">The XML.</param>
    public static ComponentUse Check(SchemaSnapshot schema, Table? table, Guid form, string text)
    {
        XElement root;
        try
        {
            root = XmlText.Load(text);
        }
        catch (XmlException error)
        {
            throw Fault.FormInvalid(error.Message);
        }
        if (root.Name.LocalName != "form")
        {
            throw Fault.FormInvalid($"The '{root.Name.LocalName}' element is not declared.");
        }
        if (!root.Elements("tabs").Elements("tab").Any())
        {
            throw Fault.FormInvalid("The element 'form' has incomplete content. List of possible elements expected: 'tabs' with 'tab'.");
        }
        var check = new FormXml(schema, table, form);
        check.Walk(root);
        return check._use;
    }

    private void Walk(XElement element)
    {
        string name = element.Name.LocalName;
        if (!Children.TryGetValue(name, out string[]? allowed))
        {
            return;
        }
        foreach (XElement child in element.Elements())
        {
            string inner = child.Name.LocalName;
            if (!allowed.Contains(inner))
            {
                throw Fault.FormInvalid($"The element '{name}' has invalid child element '{inner}'. List of possible elements expected: '{string.Join(", ", allowed)}'.");
            }
            switch (inner)
            {
                case "tab" when child.Element("columns") is null:
                    throw Fault.FormInvalid("The element 'tab' has incomplete content. List of possible elements expected: 'columns'.");
                case "tab" or "section" or "cell":
                    Id(child);
                    break;
                case "column" when child.Attribute("width") is null:
                    throw Fault.FormInvalid("The required attribute 'width' of 'column' is missing.");
                case "label" when child.Attribute("description") is null || child.Attribute("languagecode") is null:
                    throw Fault.FormInvalid("The required attribute 'description' or 'languagecode' of 'label' is missing.");
                case "control":
                    Control(child);
                    break;
            }
            Walk(child);
        }
    }

    /// <summary>Tabs, sections and cells have ids, and no two the same.</summary>
    private void Id(XElement element)
    {
        if ((string?)element.Attribute("id") is not { } text)
        {
            if (element.Name.LocalName == "cell" && element.Element("control") is null)
            {
                return;
            }
            throw Fault.FormInvalid($"The required attribute 'id' of '{element.Name.LocalName}' is missing.");
        }
        if (!Guid.TryParse(text, out Guid id))
        {
            throw Fault.FormInvalid($"The 'id' attribute of '{element.Name.LocalName}' is invalid - The value '{text}' is no GUID.");
        }
        if (!_ids.Add(id))
        {
            throw Fault.FormInvalid($"There is a duplicate key sequence '{text}' for the id of '{element.Name.LocalName}'.");
        }
    }

    private void Control(XElement control)
    {
        if ((string?)control.Attribute("id") is not { Length: > 0 } || !Guid.TryParse((string?)control.Attribute("classid"), out _))
        {
            throw Fault.FormInvalid("A 'control' needs the attributes 'id' and 'classid', the latter a GUID.");
        }
        if ((string?)control.Attribute("datafieldname") is { Length: > 0 } column)
        {
            if (_table is null || !_table.Has(column))
            {
                throw Fault.MissingDependency("Attribute", column, "SystemForm", _form);
            }
            _use.Column(_table.Name, column);
        }
        if (control.Element("parameters") is { } parameters)
        {
            Parameters(parameters);
        }
    }

    /// <summary>What a subgrid or a chart shows.</summary>
    private void Parameters(XElement parameters)
    {
        string? name = (string?)parameters.Element("TargetEntityType");
        if (name is { Length: > 0 })
        {
            Table target = _schema.Find(name) ?? throw Fault.MissingDependency("Entity", name, "SystemForm", _form);
            _use.Tables.Add(target.Name);
            if ((string?)parameters.Element("RelationshipName") is { Length: > 0 } relationship)
            {
                Relationship(relationship, target);
            }
        }
        if ((string?)parameters.Element("IsUserView") is not ("true" or "1"))
        {
            Row(parameters.Element("ViewId"));
        }
        if ((string?)parameters.Element("IsUserChart") is not ("true" or "1"))
        {
            Row(parameters.Element("VisualizationId"));
        }
    }

    private void Relationship(string name, Table target)
    {
        RelationshipDef? found = _schema.Definitions.Relationships.GetValueOrDefault(name);
        bool fits = found is not null && (_table is null || found.IsManyToMany
            ? found.Referenced == target.Name || found.Referencing == target.Name
            : found.Referenced == _table.Name && found.Referencing == target.Name);
        if (!fits)
        {
            throw Fault.MissingDependency("EntityRelationship", name, "SystemForm", _form);
        }
        _use.Relationships.Add(name);
    }

    private void Row(XElement? element)
    {
        if (element?.Value.Trim() is { Length: > 0 } text)
        {
            _use.Rows.Add(Guid.TryParse(text, out Guid id) ? id
                : throw Fault.FormInvalid($"The element '{element.Name.LocalName}' is invalid - The value '{text}' is no GUID."));
        }
    }
}
